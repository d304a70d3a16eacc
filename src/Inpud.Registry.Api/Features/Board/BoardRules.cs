using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Registry;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Checks the whole board together with a proposed term. The board is small, and a term can break the rules on another person's office.</summary>
internal static class BoardRules
{
    public static async Task CheckSeatAsync(WriteSession write, Proposed<RepresentativeInput, RepresentativeRecord> proposed)
    {
        await RequireSeatAsync(write, proposed.Owner!);
        var term = await TermOfAsync(write, proposed);
        var board = await RegistryStateSql.LoadBoardAsync(write);
        Facts.Check(
            board with
            {
                SeatTerms =
                [
                    .. board
                        .SeatTerms.Where(other => other.Id != term.Id)
                        .Select(other => other with { Period = Vacancies.EndedOrNull(term, other) ?? other.Period }),
                    term,
                ],
            },
            FieldOf,
            (RuledKind.SeatTerm, term.Id),
            await ToldAsync(write, proposed.Steward, board, proposed.Input.Person, proposed.Current?.Person)
        );
    }

    /// <summary>
    /// Who keeps or names a withheld person is told that they hold another place on the board, where the rules need that, and not which: the public sees neither the person of that term nor the terms of that person.
    /// </summary>
    private static async Task<Func<BrokenRule, BrokenRule>?> ToldAsync(
        WriteSession write,
        Steward steward,
        RegistryState board,
        params IEnumerable<string?> named
    )
    {
        var scopes = steward.Key.Scopes;
        var withheld = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in scopes.CoverEverything ? [] : named.OfType<string>())
        {
            if (await write.FindOrNullAsync<string>("select id from public_people where id = @person", new { person }) is null)
            {
                withheld.Add(person);
            }
        }

        if (withheld.Count == 0)
        {
            return null;
        }

        var hidden = board
            .SeatTerms.Where(term => term.Person is { } person && withheld.Contains(person) && !scopes.Cover(term.NetworkId))
            .Select(term => (RuledKind.SeatTerm, term.Id))
            .Concat(
                board
                    .OfficeTerms.Where(term => term.Person is { } person && withheld.Contains(person))
                    .Select(term => (RuledKind.OfficeTerm, term.Id))
            )
            .ToHashSet();
        return rule =>
            hidden.Contains((rule.Kind, rule.Id)) || (rule.InTheWay is { } other && hidden.Contains((rule.Kind, other)))
                ? rule with
                {
                    Sentence =
                        rule.Kind == RuledKind.OfficeTerm
                            ? "The person holds a place on the board that needs this seat. INPUD's stewards see which."
                            : "The person holds another seat within that time, and a person holds one seat. INPUD's stewards see which.",
                    InTheWay = null,
                }
                : rule;
    }

    /// <summary>The term on a seat, as the rules see it.</summary>
    public static async Task<SeatTerm> TermOfAsync(WriteSession write, Proposed<RepresentativeInput, RepresentativeRecord> proposed)
    {
        var input = proposed.Input;
        return new SeatTerm(
            proposed.Id,
            proposed.Owner!,
            input.Person,
            input.Country is { } country ? await Facts.CountryAsync(write, country) : null,
            Period.Parse(input.Period, input.Observed),
            IsVacancy: input.Person is null
        );
    }

    /// <summary>The term in an office, as the rules see it.</summary>
    public static OfficeTerm TermOf(Proposed<OfficeTermInput, OfficeTermRecord> proposed) =>
        new(
            proposed.Id,
            proposed.Owner!,
            proposed.Input.Person,
            Period.Parse(proposed.Input.Period, proposed.Input.Observed),
            IsVacancy: proposed.Input.Person is null
        );

    public static async Task CheckSeatIsUnusedAsync(WriteSession write, Steward steward, RepresentativeRecord record)
    {
        var board = await RegistryStateSql.LoadBoardAsync(write);
        Facts.Check(
            board with
            {
                SeatTerms = [.. board.SeatTerms.Where(other => other.Id != record.Id)],
            },
            FieldOf,
            told: await ToldAsync(write, steward, board, record.Person)
        );
    }

    public static async Task CheckOfficeAsync(WriteSession write, Proposed<OfficeTermInput, OfficeTermRecord> proposed)
    {
        var term = TermOf(proposed);
        var board = await RegistryStateSql.LoadBoardAsync(write);
        Facts.Check(
            board with
            {
                OfficeTerms =
                [
                    .. board
                        .OfficeTerms.Where(other => other.Id != term.Id)
                        .Select(other => other with { Period = Vacancies.EndedOrNull(term, other) ?? other.Period }),
                    term,
                ],
            },
            FieldOf,
            (RuledKind.OfficeTerm, term.Id)
        );
    }

    public static async Task RequireOfficeAsync(WriteSession write, Steward _, string office)
    {
        if (await write.FindOrNullAsync<string>("select id from public_offices where id = @office", new { office }) is null)
        {
            throw ProblemException.NoSuchRecord("office", office);
        }
    }

    private static async Task RequireSeatAsync(WriteSession write, string network)
    {
        if (await write.FindOrNullAsync<string>("select network_id from public_seats where network_id = @network", new { network }) is null)
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                $"{network} has no seat on the board. Record the seat first: change the network's record, with 'seat'."
            );
        }
    }

    private static string FieldOf(string code) =>
        code switch
        {
            _ when code == RuleCatalog.RepresentativeOutsideRemit.Code => "country",
            _ when code == RuleCatalog.OfficerNotOnBoard.Code => "person",
            _ => "period",
        };
}
