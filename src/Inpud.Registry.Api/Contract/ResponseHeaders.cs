using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Microsoft.OpenApi;

namespace Inpud.Registry.Api.Contract;

/// <summary>The headers of answers that a client has to read.</summary>
internal static class ResponseHeaders
{
    private static readonly (string Name, string Text, string Example)[] All =
    [
        ("Accept-Encoding", "The encoding that a body may have, where another one is refused.", "identity"),
        ("Accept-Ranges", "The unit in which a `Range` header counts.", "bytes"),
        ("Content-Disposition", "The name under which a browser saves the file.", "attachment; filename=inpud-registry.zip"),
        (
            "Content-Location",
            "The address of the answer as the registry writes it, as a path, where a request can write it in several ways.",
            "/v1/countries/KE"
        ),
        ("Content-Range", "Which bytes these are, and how many the whole file has.", "bytes 0-1023/48211"),
        ("ETag", "A strong validator of exactly these bytes. Send it as If-None-Match.", "\"3c789ca8ca6fa3da921ac2bbf5a931bc\""),
        (
            "Link",
            "The address of the next page, with `rel=\"next\"`. It is missing on the last page.",
            "</v1/groups?after=AAEC>; rel=\"next\""
        ),
        ("Location", "The address of the record, as a path.", "/v1/groups/cbdrk-gqg3x/record"),
        ("Registry-Cursor", "The cursor after which `/v1/changes` goes on from this file.", "1024"),
        (
            VersionHeader.Name,
            "A version of the public registry that is no older than the answer. Send it back as the header of this name, and no later answer is older. It is also a cursor of `/v1/changes`.",
            "0b5c3f10-42"
        ),
        ("Repr-Digest", "The SHA-256 of the whole file (RFC 9530).", "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"),
        ("Retry-After", "After how many seconds to try again. It is missing where no time can be told.", "5"),
        ("WWW-Authenticate", "What the operation needs, and why what was sent does not do (RFC 6750).", "Bearer realm=\"registry\""),
    ];

    /// <summary>The headers under the names by which answers refer to them.</summary>
    public static Dictionary<string, IOpenApiHeader> Shared() =>
        All.ToDictionary(
            header => header.Name,
            header =>
                (IOpenApiHeader)
                    new OpenApiHeader
                    {
                        Description = header.Text,
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = [JsonValue.Create(header.Example)] },
                    }
        );

    /// <summary>References to shared headers; null where there are none.</summary>
    public static Dictionary<string, IOpenApiHeader>? Named(OpenApiDocument document, params IReadOnlyCollection<string> names) =>
        names.Count == 0 ? null : names.ToDictionary(name => name, name => (IOpenApiHeader)new OpenApiHeaderReference(name, document));

    /// <summary>The headers by which a client learns how to go on after a problem.</summary>
    public static IEnumerable<string> OfProblem(ProblemKind kind) =>
        kind.Status switch
        {
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => ["WWW-Authenticate"],
            StatusCodes.Status415UnsupportedMediaType => ["Accept-Encoding"],
            StatusCodes.Status416RangeNotSatisfiable => ["Content-Range"],
            StatusCodes.Status429TooManyRequests => ["Retry-After"],
            // It stands for any other problem, such as a wrong key where none is needed.
            StatusCodes.Status503ServiceUnavailable => ["Retry-After", "WWW-Authenticate"],
            _ => [],
        };

    /// <summary>The headers that the success of an operation has.</summary>
    public static IReadOnlyCollection<string> OfSuccess(
        EndpointDefinition endpoint,
        IEnumerable<SendsHeader> besides,
        bool creates,
        bool hasTag
    ) =>
        [
            .. besides.Select(header => header.Name),
            .. hasTag ? ["ETag"] : Array.Empty<string>(),
            .. ParameterNames.Of(endpoint).Any(parameter => parameter.Name == "after") ? ["Link"] : Array.Empty<string>(),
            .. LastModified.IsOfTheRegistry(endpoint) ? [VersionHeader.Name] : Array.Empty<string>(),
            .. creates ? ["Location"] : Array.Empty<string>(),
            .. typeof(IFileAnswer).IsAssignableFrom(endpoint.ResDtoType)
                ? ["Accept-Ranges", "Content-Disposition", "Registry-Cursor", "Repr-Digest"]
                : Array.Empty<string>(),
        ];
}
