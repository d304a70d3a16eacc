using System.Data.Common;
using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>Checks whether the database can be read, in the way in which the API reads it.</summary>
internal sealed partial class DatabaseHealth(Database database, ILogger<DatabaseHealth> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var read = await database.ReadAsync();
            await read.QueryAsync<string>("select id from public_networks limit 1");
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The framework logs the message of each exception that it gets, thrown or handed over. It can hold what a row has.
            NotRead(logger, e.GetType().Name, e is DbException error ? database.Dialect.CodesOf(error) : null, e.StackTrace);
            return HealthCheckResult.Unhealthy("The database cannot be read.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The health check cannot read the database: {Failure} ({Code})\n{Trace}")]
    private static partial void NotRead(ILogger logger, string failure, string? code, string? trace);
}
