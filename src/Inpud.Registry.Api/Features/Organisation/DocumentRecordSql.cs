using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Organisation;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class DocumentRecordSql
{
    public static readonly RecordKind<DocumentInput, DocumentRecord> Kind = new()
    {
        Resource = "documents",
        Word = "document",
        Example = "vancouver-declaration",
        Table = "documents",
        ReadAsync = ReadAsync,
        Keepers = Keepers.Inpud("documents"),
        CheckRulesAsync = CheckRulesAsync,
        CheckUnusedAsync = CheckUnusedAsync,
    };

    private static Task CheckRulesAsync(WriteSession write, Proposed<DocumentInput, DocumentRecord> proposed)
    {
        var input = proposed.Input;
        var document = new Domain.Organisation.Document(proposed.Id, input.Title, Period.Parse(input.Period, input.Observed));
        BrokenRules.ThrowIfAny(new DocumentRules().Validate(new DocumentProposal(document, WorldDay.At(write.Now))).Errors, _ => "period");
        return Task.CompletedTask;
    }

    private static async Task CheckUnusedAsync(WriteSession write, Steward _, DocumentRecord record)
    {
        var naming = await write.QueryAsync<string>(
            "select id from partners where document_id = @Id and withdrawn is null",
            new { record.Id }
        );
        if (naming is [{ } partner, ..])
        {
            throw Facts.InUse($"The partner {partner} names the document. Let it name another first, or none.");
        }
    }

    private static async Task<DocumentRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<DocumentsSql.Row>("select * from documents where id = @id", new { id }) is { } row
            ? new DocumentRecord
            {
                Id = id,
                Title = row.Title,
                Subtitle = row.Subtitle,
                Kind = Kebab.Parse<DocumentKind>(row.Kind),
                Summary = row.Summary,
                Author = row.Author,
                Milestone = row.MilestoneId,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = Instant.ParseOrNull(row.Withdrawn),
                Citation = row.Citation,
            }
            : null;
}
