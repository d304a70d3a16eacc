using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Hears what the server tells of commits, on a connection of its own.</summary>
internal sealed class PostgresNotices
{
    /// <summary>The channel on which each transaction that changes a table of the registry tells of it.</summary>
    private const string Channel = "registry_touch";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>A connection that died without a word is noticed by a statement that gets no answer.</summary>
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(10);

    private long heard;

    /// <summary>How many notices have come. A look at the database that is older than the last is of no use.</summary>
    public long Heard => Interlocked.Read(ref heard);

    /// <summary>Listens until it is told to stop. Where the connection fails it takes another: meanwhile each look asks the server soon enough.</summary>
    public async Task ListenAsync(NpgsqlDataSource source, Func<Task> committed, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(source, committed, ct);
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException or ObjectDisposedException or TimeoutException)
            {
                await Task.Delay(BetweenTries, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenOnceAsync(NpgsqlDataSource source, Func<Task> committed, CancellationToken ct)
    {
        await using var opened = await source.OpenConnectionAsync(ct);
        opened.Notification += (_, _) => Interlocked.Increment(ref heard);
        await using (var listen = opened.CreateCommand())
        {
            listen.CommandText = $"listen {Channel}";
            await listen.ExecuteNonQueryAsync(ct);
        }

        // Nobody listened until now.
        for (Interlocked.Increment(ref heard); ; )
        {
            await committed();
            while (!await opened.WaitAsync(BetweenSigns, ct))
            {
                await using var sign = opened.CreateCommand();
                sign.CommandText = "select 1";
                await sign.ExecuteNonQueryAsync(ct);
            }
        }
    }
}
