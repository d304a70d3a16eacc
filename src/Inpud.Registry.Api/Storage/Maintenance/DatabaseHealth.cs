using System.Data.Common;
using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Checks whether the database can be read, in the way in which the API reads it.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var read = await database.ReadAsync();
            await read.QueryAsync<string>("select id from public_networks limit 1");
            return HealthCheckResult.Healthy();
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy("The database cannot be read.", e);
        }
    }
}
