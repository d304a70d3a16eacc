using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Record who represents a network on the board</summary>
/// <remarks>For stewards of the network. Where <c>person</c> is null, it records that the seat was seen to be vacant.</remarks>
internal sealed class RecordRepresentative(Database database, PublicLog log)
    : Endpoint<RecordRepresentativeRequest, RepresentativeRecord>,
        IForStewards
{
    public override void Configure()
    {
        Post("/v1/networks/{network}/representatives");
        Description(route => route.Produces(StatusCodes.Status201Created));
    }

    public override Task HandleAsync(RecordRepresentativeRequest req, CancellationToken ct) =>
        Write.RunAsync(
            HttpContext,
            database,
            req,
            req.Body,
            async (write, steward) =>
            {
                await Facts.RequireNetworkAsync(write, steward, req.Network);
                return await RepresentativeRecordSql.Kind.CreateAsync(
                    write,
                    log,
                    steward,
                    RecordId.New("term", $"{req.Network}-{req.Body.Person ?? "vacant"}"),
                    req.Network,
                    req.Body
                );
            },
            ct
        );
}

internal sealed record RecordRepresentativeRequest : WriteRequest
{
    /// <summary>The network's id.</summary>
    /// <example>euronpud</example>
    public string Network { get; init; } = "";

    /// <summary>What is recorded.</summary>
    [FromBody]
    public RepresentativeInput Body { get; init; } = null!;
}

internal sealed class RecordRepresentativeValidator : Validator<RecordRepresentativeRequest>
{
    public RecordRepresentativeValidator() => this.WriteRules();
}
