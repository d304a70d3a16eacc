using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Features.Health;

/// <summary>Whether the service runs</summary>
/// <remarks>For the system that restarts the service. It does not check the database.</remarks>
internal sealed class GetLiveness : Endpoint<EmptyRequest, HealthAnswer>
{
    public override void Configure() => Get("/health/live");

    public override Task<HealthAnswer> ExecuteAsync(EmptyRequest req, CancellationToken ct) =>
        Task.FromResult(new HealthAnswer { Status = "healthy" });
}

/// <summary>The state of the service.</summary>
internal sealed record HealthAnswer : IPassingAnswer
{
    /// <summary>Always <c>healthy</c>. A service that is not healthy answers with a problem instead.</summary>
    /// <example>healthy</example>
    public required string Status { get; init; }
}
