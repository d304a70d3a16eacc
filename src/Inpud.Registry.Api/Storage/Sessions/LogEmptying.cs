namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Empties the log of writes of the database for as long as the service runs.</summary>
internal sealed class LogEmptying(Database database) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => database.EmptyLogAsync(stoppingToken);
}
