using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inpud.Registry.Api.Features.Health;

/// <summary>Whether the service can answer</summary>
/// <remarks>For the system that sends requests to the service. It answers 503 where the service cannot read the database.</remarks>
internal sealed class GetReadiness(HealthCheckService health) : Endpoint<EmptyRequest, HealthAnswer>
{
    public override void Configure() => Get("/health/ready");

    public override async Task<HealthAnswer> ExecuteAsync(EmptyRequest req, CancellationToken ct)
    {
        var report = await health.CheckHealthAsync(ct);
        return report.Status == HealthStatus.Healthy
            ? new HealthAnswer { Status = "healthy" }
            : throw new ProblemException(ProblemKind.DatabaseUnavailable, "The database cannot be read.");
    }
}
