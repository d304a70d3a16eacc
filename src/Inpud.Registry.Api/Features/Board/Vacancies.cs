using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Ends the vacancies of a seat or an office that somebody fills. A vacancy that a source saw does not stand in the way of it.</summary>
internal static class Vacancies
{
    /// <summary>The period of a vacancy, ended by the term; null where the other is no vacancy of that seat, or where the term does not end it.</summary>
    public static Period? EndedOrNull(SeatTerm term, SeatTerm other) =>
        !term.IsVacancy && other.IsVacancy && other.NetworkId == term.NetworkId ? EndedOrNull(term.Period, other.Period) : null;

    /// <inheritdoc cref="EndedOrNull(SeatTerm,SeatTerm)"/>
    public static Period? EndedOrNull(OfficeTerm term, OfficeTerm other) =>
        !term.IsVacancy && other.IsVacancy && other.Office == term.Office ? EndedOrNull(term.Period, other.Period) : null;

    /// <summary>Ends the vacancies of the seat that the term fills, in the same commit.</summary>
    public static async Task EndAsync(WriteSession write, PublicLog log, Proposed<RepresentativeInput, RepresentativeRecord> proposed)
    {
        var term = await BoardRules.TermOfAsync(write, proposed);
        foreach (var other in (await RegistryStateSql.LoadBoardAsync(write)).SeatTerms.Where(other => other.Id != term.Id))
        {
            if (EndedOrNull(term, other) is { } ended)
            {
                await EndAsync(write, log, RepresentativeRecordSql.Kind, other.Id, ended, proposed.Steward, proposed.Input.Reason);
            }
        }
    }

    /// <summary>Ends the vacancies of the office that the term fills, in the same commit.</summary>
    public static async Task EndAsync(WriteSession write, PublicLog log, Proposed<OfficeTermInput, OfficeTermRecord> proposed)
    {
        var term = BoardRules.TermOf(proposed);
        foreach (var other in (await RegistryStateSql.LoadBoardAsync(write)).OfficeTerms.Where(other => other.Id != term.Id))
        {
            if (EndedOrNull(term, other) is { } ended)
            {
                await EndAsync(write, log, OfficeTermRecordSql.Kind, other.Id, ended, proposed.Steward, proposed.Input.Reason);
            }
        }
    }

    private static async Task EndAsync<TInput, TRecord>(
        WriteSession write,
        PublicLog log,
        RecordKind<TInput, TRecord> kind,
        string id,
        Period ended,
        Steward steward,
        string reason
    )
        where TInput : ReasonedInput, ICheckedBody
        where TRecord : class, IKeptRecord
    {
        var before = await kind.ReadAsync(write, id);
        await RowsSql.UpdateAsync(
            write,
            kind.Table,
            id,
            new Dictionary<string, object?>(PeriodColumns.Of(ended), StringComparer.Ordinal) { ["period"] = ended.Text }
        );
        await kind.RecordAsync(write, log, steward, id, before, "change", reason);
    }

    private static Period? EndedOrNull(Period term, Period vacancy) =>
        term.MustOverlapBeyondHandover(vacancy) ? vacancy.EndedByOrNull(term) : null;
}
