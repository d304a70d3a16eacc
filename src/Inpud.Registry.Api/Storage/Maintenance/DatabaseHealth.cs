using System.Data.Common;
using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Whether the database can be read, as the reads of the API do it.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var read = database.Read();
            await read.QueryAsync<string>("select id from public_networks limit 1");
            return HealthCheckResult.Healthy();
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy("The database cannot be read.", e);
        }
    }
}
