using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Spreadsheets;

namespace Inpud.Registry.Api.Features.Import;

/// <summary>Bring groups in from a spreadsheet</summary>
/// <remarks>
/// For stewards. The body is the spreadsheet saved as CSV, with the columns of <c>/v1/import/template</c>: commas, semicolons or tabs, UTF-8, UTF-16 or Windows-1252, dates as
/// spreadsheet programs write them. A row with an id, or with the name and country of a group that you keep, changes that group; its empty cells leave what is there. Ask with
/// <c>dryRun=true</c> first: the report says of each row what it would do, and why it would be refused. An import is written as a whole, or not at all.
/// </remarks>
internal sealed class ImportGroups(Database database, GroupImport import) : Endpoint<ImportGroupsRequest, ImportReport>, IForStewards
{
    private const int MostErrors = 100;

    public override void Configure()
    {
        Post("/v1/import");
        Description(route => route.Accepts<ImportGroupsRequest>("text/csv", "application/octet-stream"));
    }

    public override async Task HandleAsync(ImportGroupsRequest req, CancellationToken ct)
    {
        var sheet = await ReadAsync(ct);
        await using var write = await database.WriteAsync(ct);
        var report = await RunAsync(write, sheet, req.Reason ?? "Imported from a spreadsheet.");
        if (req.DryRun != "true")
        {
            RefuseIfAny(report);
            if (report.New + report.Changed > 0)
            {
                await write.CommitAsync(ct);
                report = report with { Written = true };
            }
        }

        var response = HttpContext.Response;
        response.Headers.CacheControl = "no-store";
        if (AnswerForm.Of(HttpContext).IsCsv)
        {
            response.ContentType = "text/csv; charset=utf-8; header=present";
            await response.Body.WriteAsync(report.ToCsv(), ct);
            return;
        }

        await response.WriteAsJsonAsync(report, RegistryJson.Options, ct);
    }

    private async Task<Spreadsheet> ReadAsync(CancellationToken ct)
    {
        using var body = new MemoryStream();
        await HttpContext.Request.Body.CopyToAsync(body, ct);
        try
        {
            return Spreadsheet.Parse(SpreadsheetText.Read(body.ToArray()));
        }
        catch (StorageException e)
        {
            throw NotATable(e);
        }
    }

    private async Task<ImportReport> RunAsync(WriteSession write, Spreadsheet sheet, string reason)
    {
        try
        {
            return await import.RunAsync(write, Steward.Of(HttpContext), sheet, reason);
        }
        catch (StorageException e)
        {
            throw NotATable(e);
        }
    }

    private static ProblemException NotATable(StorageException e) => new(ProblemKind.MalformedBody, e.Message);

    private static void RefuseIfAny(ImportReport report)
    {
        if (report.Refused == 0)
        {
            return;
        }

        var errors = report
            .Rows.SelectMany(row => row.Mistakes)
            .Take(MostErrors)
            .Select(mistake => ProblemError.Of("body", mistake.Cell, mistake.Code, mistake.Detail) with { Rule = mistake.Rule });
        throw new ProblemException(
            ProblemKind.RulesBroken,
            $"{report.Refused} of {report.Rows.Count} rows are refused, and nothing was written. Mend the cells that 'errors' names; dryRun=true gives the whole report.",
            [.. errors]
        );
    }
}

internal sealed record ImportGroupsRequest
{
    /// <summary>With <c>true</c> the answer is the report of what would happen, and nothing is written.</summary>
    public string? DryRun { get; init; }

    /// <summary>Why the groups are brought in. It stands in the history, for stewards alone.</summary>
    /// <example>The list of the general assembly of 2025.</example>
    public string? Reason { get; init; }

    /// <summary>The form of the report, in place of the Accept header: <c>json</c> or <c>csv</c>.</summary>
    /// <example>json</example>
    public string? Format { get; init; }
}

internal sealed class ImportGroupsValidator : Validator<ImportGroupsRequest>
{
    public ImportGroupsValidator()
    {
        RuleFor(x => x.DryRun).OneOf("true", "false");
        RuleFor(x => x.Format).OneOf("json", "csv");
    }
}
