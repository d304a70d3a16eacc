using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Record who holds an office of the board</summary>
/// <remarks>For INPUD's stewards. The person represents a network on the board for as long. Where <c>person</c> is null, it records that the office was seen to be vacant.</remarks>
internal sealed class RecordOfficeTerm(Database database, PublicLog log) : Endpoint<RecordOfficeTermRequest, OfficeTermRecord>, IForStewards
{
    public override void Configure()
    {
        Post("/v1/board/offices/{office}/terms");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordOfficeTermRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                await BoardRules.RequireOfficeAsync(write, steward, req.Office);
                return await OfficeTermRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("term", $"{req.Office}-{req.Body.Person ?? "vacant"}"),
                    req.Office,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordOfficeTermRequest : WriteRequest
{
    /// <summary>The office's id.</summary>
    /// <example>vice-chair</example>
    public string Office { get; init; } = "";

    /// <summary>What is recorded.</summary>
    [FromBody]
    public OfficeTermInput Body { get; init; } = null!;
}

internal sealed class RecordOfficeTermValidator : Validator<RecordOfficeTermRequest>
{
    public RecordOfficeTermValidator() => this.WriteRules();
}
