using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Record a post of the secretariat</summary>
/// <remarks>For INPUD's stewards.</remarks>
internal sealed class RecordPost(Database database, PublicLog log) : Endpoint<RecordPostRequest, PostRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/secretariat/posts");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordPostRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                Facts.RequireRegistry(steward, "keeps the secretariat's posts");
                return await PostRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("post", req.Body.Title),
                    owner: null,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordPostRequest : WriteRequest
{
    /// <summary>What is recorded.</summary>
    [FromBody]
    public PostInput Body { get; init; } = null!;
}

internal sealed class RecordPostValidator : Validator<RecordPostRequest>
{
    public RecordPostValidator() => this.WriteRules();
}
