namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Listens for what other nodes write, so that what they hide leaves the memory of this one without waiting for the next request.</summary>
internal sealed class CommitsElsewhere(Database database) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => database.ListenAsync(stoppingToken);
}
