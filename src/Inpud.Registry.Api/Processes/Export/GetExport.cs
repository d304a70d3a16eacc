using System.Security.Cryptography;
using System.Text;
using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Interchange.Exports;
using Inpud.Registry.Api.Storage.Values;
using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Processes.Export;

/// <summary>The whole public registry</summary>
/// <remarks>
/// The file is a Frictionless Data Package (a zip of CSV tables with their description and licences), lines of JSON in the form of <c>/v1/changes</c>, or an SQLite file. The same
/// registry gives the same bytes. The <c>Range</c> header asks for a part of the file. The <c>Repr-Digest</c> header has the file's SHA-256. The <c>Registry-Cursor</c> header has
/// the place in the feed of changes from which a mirror continues.
/// </remarks>
internal sealed class GetExport(CurrentExports exports) : Endpoint<GetExportRequest, ExportFile>
{
    public override void Configure() => Get("/v1/export");

    public override async Task HandleAsync(GetExportRequest req, CancellationToken ct)
    {
        var type = AnswerForm.Of(HttpContext).MediaType;
        var (path, sha256, at, cursor) = await exports.GetAsync(Kebab.Parse<ExportFormat>(ExportFile.Extensions[type]), ct);
        var headers = HttpContext.Response.Headers;
        headers.CacheControl = AnswerWriter.AskedBeforeEachUse;
        HttpContext.Response.VaryBy("Accept");
        headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(sha256)}:";
        headers["Registry-Cursor"] = cursor;
        var tag = TagOf(sha256, cursor);
        Conditions.SettleIfMatch(HttpContext, tag);
        await Send.ResultAsync(
            TypedResults.PhysicalFile(path, type, $"inpud-registry.{ExportFile.Extensions[type]}", at, tag, enableRangeProcessing: true)
        );
    }

    /// <summary>The tag of the file and of its cursor: after a restore the same bytes have another cursor, and a mirror needs that one.</summary>
    private static EntityTagHeaderValue TagOf(byte[] sha256, string cursor) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData([.. sha256, .. Encoding.ASCII.GetBytes(cursor)]).AsSpan(0, 16))}\"");
}

internal sealed record GetExportRequest
{
    /// <summary>The form of the file, in place of the Accept header.</summary>
    /// <example>zip</example>
    public string? Format { get; init; }
}

internal sealed class GetExportValidator : Validator<GetExportRequest>
{
    public GetExportValidator() => RuleFor(x => x.Format).OneOf([.. ExportFile.Extensions.Values]);
}

/// <summary>The whole public registry in one file.</summary>
internal sealed record ExportFile : IFileAnswer
{
    public static IReadOnlyDictionary<string, string> Extensions { get; } =
        new Dictionary<string, string>
        {
            ["application/zip"] = "zip",
            ["application/x-ndjson"] = "ndjson",
            ["application/vnd.sqlite3"] = "sqlite",
        };
}
