using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Features.Health;

/// <summary>Whether the service runs</summary>
/// <remarks>For whatever restarts it. It says nothing of the database.</remarks>
internal sealed class GetLiveness : Endpoint<EmptyRequest, HealthAnswer>
{
    public override void Configure() => Get("/health/live");

    public override Task<HealthAnswer> ExecuteAsync(EmptyRequest req, CancellationToken ct) =>
        Task.FromResult(new HealthAnswer { Status = "healthy" });
}

/// <summary>How the service is.</summary>
internal sealed record HealthAnswer : IPassingAnswer
{
    /// <summary>The word <c>healthy</c>; a service that is not answers with a problem instead.</summary>
    /// <example>healthy</example>
    public required string Status { get; init; }
}
