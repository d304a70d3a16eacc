using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Keeping;
using Inpud.Registry.Api.Http.Problems;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Inpud.Registry.Api.Contract;

/// <summary>Orders the document, so that it changes only where the code does, and adds the parts that all operations share.</summary>
internal sealed class TidyDocument : IDocumentFilter
{
    private static readonly (string Name, string Text)[] Tags =
    [
        ("Entry", "Where to begin."),
        ("Pages", "The registry for people, as HTML: what a browser shows, and what search engines read."),
        ("INPUD", "INPUD itself: profile, milestones, documents, partners."),
        ("Networks", "The networks."),
        ("Groups", "Local groups, and the networks that they are members of."),
        ("Memberships", "Memberships of networks, and counts of individuals."),
        ("Applications", "Groups that apply for membership, and the stewards who decide."),
        ("Proposals", "Memberships that a network proposes to a group's keeper."),
        ("Offers", "Groups that their keeper offers to another network."),
        ("Countries", "Countries and regions, remits and evidence."),
        ("Board", "Seats and offices of the board."),
        ("Secretariat", "Posts of the secretariat."),
        ("People", "People in their public roles."),
        ("Coverage", "The counts: remit, claimed, documented, member groups."),
        ("Map", "The counts as pictures that stand on other sites."),
        ("Embed", "The pages that stand on other sites in a frame, and the page that makes the lines for it."),
        ("Search", "Find any record by any of its names."),
        ("Export", "The whole public registry as a file."),
        ("Import", "Groups from a spreadsheet, or a whole registry from a bundle."),
        ("Sources", "Where facts are from."),
        ("History", "What changed, and when: the public part for everybody, all of it for stewards."),
        ("Rules", "The rules of membership."),
        ("Keys", "What a steward's key may be used for."),
        ("Problems", "What error answers mean."),
        ("Health", "Whether the service runs and can answer."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var problem = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        var paths = new OpenApiPaths();
        foreach (
            var (path, item) in swaggerDoc
                .Paths.Where(path => path.Key != "/_test_url_cache_")
                .OrderBy(path => path.Key, StringComparer.Ordinal)
        )
        {
            paths[path] = item;
        }

        swaggerDoc.Paths = paths;
        swaggerDoc.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }).ToHashSet();
        // An empty requirement says that reads are for everybody. No requirement at all would leave that open.
        swaggerDoc.Security = [new OpenApiSecurityRequirement()];
        swaggerDoc.Components!.Schemas = swaggerDoc
            .Components.Schemas!.Where(schema => !IsMadeForItsPatchAlone(swaggerDoc, schema.Key))
            .OrderBy(schema => schema.Key, StringComparer.Ordinal)
            .ToDictionary(schema => schema.Key, schema => schema.Value);
        swaggerDoc.Components.Responses = SharedResponses(problem, swaggerDoc);
        swaggerDoc.Components.Headers = ResponseHeaders.Shared();
    }

    /// <summary>The whole input of a record that nobody creates, such as INPUD's own: the schema of the patch was made from it, and no body has it.</summary>
    private static bool IsMadeForItsPatchAlone(OpenApiDocument document, string schema) =>
        schema.EndsWith("Input", StringComparison.Ordinal)
        && document.Components!.Schemas!.ContainsKey(schema.Replace("Input", "Patch", StringComparison.Ordinal))
        && !document
            .Paths.SelectMany(path => path.Value.Operations!.Values)
            .SelectMany(operation => operation.RequestBody?.Content?.Values ?? [])
            .Any(content => content.Schema is OpenApiSchemaReference named && named.Reference.Id == schema);

    private static Dictionary<string, IOpenApiResponse> SharedResponses(IOpenApiSchema problem, OpenApiDocument document)
    {
        return new Dictionary<string, IOpenApiResponse>
        {
            ["BodyTooLarge"] = Error(
                ProblemKind.BodyTooLarge,
                "The body is larger than the operation takes: 16 KiB for an application, `Registry:Limits:ImportBytes` for an import, and otherwise `Registry:Limits:RequestBodyBytes`."
            ),
            ["Conflict"] = Error(ProblemKind.Conflict, "Another record is in the way; `errors` names the rules."),
            ["CursorOutdated"] = Error(
                ProblemKind.CursorOutdated,
                "The registry was restored from a copy since it gave the cursor `after`. Begin anew, without `after`; a mirror forgets its copy first."
            ),
            ["Forbidden"] = Error(ProblemKind.Forbidden, "The key is valid, but does not cover this."),
            ["LedOn"] = new OpenApiResponse
            {
                Description =
                    "The Location header has the address to go on to: that of the page, for a browser, or the same one without empty parameters.",
                Headers = ResponseHeaders.Named(document, "Location", VersionHeader.Name),
            },
            ["Mistake"] = Error(ProblemKind.InvalidRequest, "A parameter has a mistake; `errors` names it."),
            ["Moved"] = new OpenApiResponse
            {
                Description = "The id is a former one, or a name: the Location header has the current address.",
                Headers = ResponseHeaders.Named(document, "Location", VersionHeader.Name),
            },
            ["NoSuchRecord"] = Error(ProblemKind.NotFound, "There is no public record with that id."),
            ["NotAcceptable"] = Error(ProblemKind.NotAcceptable, "The Accept header asks for a form that the answer does not have."),
            ["NotModified"] = new OpenApiResponse
            {
                Description = "The answer that If-None-Match names is still current. There is no body.",
                Headers = ResponseHeaders.Named(document, "Content-Location", "ETag", "Link", VersionHeader.Name),
            },
            ["PreconditionFailed"] = Error(ProblemKind.PreconditionFailed, "The record was changed since you read it."),
            ["PreconditionRequired"] = Error(ProblemKind.PreconditionRequired, "The request has no If-Match header."),
            ["Problem"] = Error(ProblemKind.DatabaseUnavailable, "Any other problem, such as 503 while the database cannot be used."),
            ["RangeNotSatisfiable"] = Error(ProblemKind.RangeNotSatisfiable, "The Range header asks for bytes behind the end of the file."),
            ["RulesBroken"] = Error(ProblemKind.RulesBroken, "The record would break rules of the registry; `errors` names them all."),
            ["TooManyRequests"] = Error(
                ProblemKind.TooManyRequests,
                "The service takes a few such requests an hour. The Retry-After header says when it takes the next one."
            ),
            ["UnsupportedMediaType"] = Error(ProblemKind.UnsupportedMediaType, "The body is of a type that the operation does not take."),
            ["Unauthenticated"] = Error(ProblemKind.Unauthenticated, "There is no valid key in the Authorization header."),
        };

        OpenApiResponse Error(ProblemKind kind, string description) =>
            new()
            {
                Description = description,
                Headers = ResponseHeaders.Named(document, [VersionHeader.Name, .. ResponseHeaders.OfProblem(kind)]),
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    [ProblemWriter.ContentType] = new OpenApiMediaType { Schema = problem, Example = ExampleOf(kind) },
                    // For whoever opened the address in a browser: the same words as a page.
                    [AnswerForm.Html] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                },
            };
    }

    /// <summary>A problem of the kind. The examples of the fields, which are those of a mistake, would say 400 under every status.</summary>
    private static JsonNode? ExampleOf(ProblemKind kind) =>
        JsonSerializer.SerializeToNode(
            ProblemWriter.Describe(
                kind,
                detail: null,
                kind == ProblemKind.InvalidRequest
                    ? [ProblemError.Of("query", "asOf", "not-a-day", "'2025-02-30' is not in the calendar: 2025-02 has the days 01 to 28.")]
                    : [],
                $"/problems/{kind.Code}",
                "/v1/networks",
                "4bf92f3577b34da6a3ce929d0e0e4736"
            ),
            RegistryJson.Options
        );
}
