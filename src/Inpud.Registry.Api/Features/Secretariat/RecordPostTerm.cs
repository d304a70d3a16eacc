using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Record who holds a post of the secretariat</summary>
/// <remarks>For INPUD's stewards.</remarks>
internal sealed class RecordPostTerm(Database database, PublicLog log) : Endpoint<RecordPostTermRequest, PostTermRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/posts/{post}/terms");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordPostTermRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                await PostTermRecordSql.RequirePostAsync(write, steward, req.Post);
                return await PostTermRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("term", $"{req.Post}-{req.Body.Person}"),
                    req.Post,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordPostTermRequest : WriteRequest
{
    /// <summary>The post's id.</summary>
    /// <example>deputy-director</example>
    public string Post { get; init; } = "";

    /// <summary>What is recorded.</summary>
    [FromBody]
    public PostTermInput Body { get; init; } = null!;
}

internal sealed class RecordPostTermValidator : Validator<RecordPostTermRequest>
{
    public RecordPostTermValidator() => this.WriteRules();
}
