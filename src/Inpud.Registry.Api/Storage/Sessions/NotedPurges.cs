namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Does the purges that readers held up, for as long as the service runs.</summary>
internal sealed class NotedPurges(Database database) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => database.PurgeNotedAsync(stoppingToken);
}
