using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Processes.Import;

/// <summary>Bring a file in: groups from a spreadsheet, or a whole bundle</summary>
/// <remarks>
/// <para>For stewards. The body is a spreadsheet or a bundle.</para>
/// <para>
/// The spreadsheet lists groups, with the columns of <c>/v1/import/template</c>. It is a workbook (.xlsx, .ods), or is saved as CSV. The names of its columns may be in ar, en, es,
/// fr, pt or ru, in any case and spacing. Of a workbook with several sheets, the import reads the one that has these columns, or that is called <c>groups</c>. A CSV file has commas,
/// semicolons or tabs between its cells. Its encoding is UTF-8, UTF-16 with a byte order mark, or the one that <c>charset</c> in the Content-Type names, such as
/// <c>text/csv; charset=windows-1252</c>. Dates may have the forms that people and spreadsheet programs write, such as <c>12 mars 2019</c>. A row with an id, or with the name and
/// country of a group that you keep, changes that group. An empty cell leaves the group's value as it is. Empty rows and columns make no difference.
/// </para>
/// <para>
/// The bundle is the file that <c>/v1/export?format=zip</c> gives. It needs a key for the whole registry. Records that the bundle does not have stay. The bundle states each of its
/// records completely: the import removes the parts, besides consents, that the bundle leaves out.
/// </para>
/// <para>
/// Ask with <c>dryRun=true</c> first: the report says what each row would do, or why the registry would refuse it. The registry writes the whole import or nothing. The same file
/// again changes nothing. A request with <c>Accept: text/csv</c> gets the report as a table.
/// </para>
/// </remarks>
internal sealed class ImportFile(RegistryImport import, ImportLimits limits) : Endpoint<ImportFileRequest, ImportReport>, IForStewards
{
    private const int MostErrors = 100;

    public override void Configure()
    {
        Post("/v1/import");
        Description(route =>
            route.Accepts<ImportFileRequest>(
                "text/csv",
                "application/zip",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/vnd.oasis.opendocument.spreadsheet",
                "application/octet-stream"
            )
        );
    }

    public override async Task HandleAsync(ImportFileRequest req, CancellationToken ct)
    {
        await using var file = await ReceiveAsync(ct);
        using var journal = new ImportJournal();
        var report = await RunAsync(file, req, journal, ct);
        if (req.DryRun != "true")
        {
            RefuseIfAny(report);
        }

        // The rows of a written import that changed nothing have no change in the history either.
        await NotedReads.NoteAsync(HttpContext, report, ct, report.Written ? "The import is written." : null);
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

    /// <summary>Receives the body into a temporary file before the import begins, so that nothing waits for a large body that arrives slowly.</summary>
    private async Task<FileStream> ReceiveAsync(CancellationToken ct)
    {
        HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = limits.Bytes;
        var file = TemporaryFile.Create();
        try
        {
            await HttpContext.Request.Body.CopyToAsync(file, ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task<ImportReport> RunAsync(Stream file, ImportFileRequest req, ImportJournal journal, CancellationToken ct)
    {
        try
        {
            var sent = SentFile.Of(file, CharsetOrNull());
            return await import.RunAsync(sent, Steward.Of(HttpContext), req.Reason, req.DryRun == "true", journal, IWork.Silent, ct);
        }
        catch (StorageException e)
        {
            throw new ProblemException(ProblemKind.UnreadableFile, e.Message);
        }
    }

    /// <summary>What the Content-Type says; null where it names no charset.</summary>
    private string? CharsetOrNull() =>
        MediaTypeHeaderValue.TryParse(HttpContext.Request.ContentType, out var type) && type.Charset.HasValue ? type.Charset.Value : null;

    private static void RefuseIfAny(ImportReport report)
    {
        if (report.Refused == 0)
        {
            return;
        }

        var errors = report
            .Rows.SelectMany(row => row.Mistakes.Select(mistake => (row.File, Mistake: mistake)))
            .Take(MostErrors)
            .Select(wrong =>
                ProblemError.Of("body", $"{wrong.File} {wrong.Mistake.Cell}".Trim(), wrong.Mistake.Code, wrong.Mistake.Detail) with
                {
                    Pointer = "",
                    Rule = wrong.Mistake.Rule,
                }
            );
        throw new ProblemException(
            ProblemKind.RulesBroken,
            $"{report.Refusal()} Mend the cells that 'errors' names; dryRun=true gives the whole report.",
            [.. errors]
        );
    }
}

internal sealed record ImportFileRequest
{
    /// <inheritdoc cref="Http.Writes.WriteRequest.DryRun"/>
    /// <example>true</example>
    public string? DryRun { get; init; }

    /// <summary>Why you import the file. The history keeps the reason, for stewards alone.</summary>
    /// <example>The list of the general assembly of 2025.</example>
    public string? Reason { get; init; }

    /// <inheritdoc cref="TableRequest.Format"/>
    /// <example>json</example>
    public string? Format { get; init; }
}

internal sealed class ImportFileValidator : Validator<ImportFileRequest>
{
    public ImportFileValidator()
    {
        RuleFor(x => x.DryRun).OneOf("true", "false");
        RuleFor(x => x.Format).OneOf("json", "csv");
    }
}
