using System.Threading.Channels;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Hears what the server tells of commits, on a connection of its own.</summary>
internal sealed class PostgresNotices
{
    /// <summary>The channel on which each transaction that changes a table of the registry tells of it.</summary>
    private const string Touch = "registry_touch";

    /// <summary>The channel on which nodes tell each other of senders.</summary>
    private const string News = "registry_news";

    private const int MostWaiting = 10_000;

    /// <summary>Whoever tells hears it, too, and takes no notice.</summary>
    private readonly string self = Guid.NewGuid().ToString("N");

    private readonly Channel<string> waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    /// <summary>A connection that died without a word is noticed by a statement that gets no answer.</summary>
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(10);

    private long heard;

    /// <summary>How many notices have come. A look at the database that is older than the last is of no use.</summary>
    public long Heard => Interlocked.Read(ref heard);

    /// <summary>Listens until it is told to stop. Where the connection fails it takes another: meanwhile each look asks the server soon enough.</summary>
    public async Task ListenAsync(NpgsqlDataSource source, Func<Task> committed, Action<string> heardNews, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(source, committed, heardNews, ct);
            }
            catch (Exception) when (!ct.IsCancellationRequested)
            {
                // Whatever it is, such as news that this version cannot read: an exception that left here would stop the whole service.
                await Task.Delay(BetweenTries, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The process ends.
            }
        }
    }

    /// <summary>Tells the other nodes, after what was told before. What cannot be told is dropped.</summary>
    public void Tell(string news) => waiting.Writer.TryWrite(news);

    /// <summary>Sends what is to be told until it is told to stop.</summary>
    public async Task TellAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            await foreach (var news in waiting.Reader.ReadAllAsync(ct))
            {
                await TellOnceAsync(source, news, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task TellOnceAsync(NpgsqlDataSource source, string news, CancellationToken ct)
    {
        try
        {
            await using var command = source.CreateCommand("select pg_notify($1, $2)");
            command.Parameters.Add(new NpgsqlParameter { Value = News });
            command.Parameters.Add(new NpgsqlParameter { Value = $"{self} {news}" });
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            // The others learn of the next one.
        }
    }

    private async Task ListenOnceAsync(NpgsqlDataSource source, Func<Task> committed, Action<string> heardNews, CancellationToken ct)
    {
        await using var opened = await source.OpenConnectionAsync(ct);
        opened.Notification += (_, notice) =>
        {
            if (notice.Channel == Touch)
            {
                Interlocked.Increment(ref heard);
            }
            else if (notice.Payload.Split(' ', 2) is [var teller, var news] && teller != self)
            {
                heardNews(news);
            }
        };
        await using (var listen = opened.CreateCommand())
        {
            listen.CommandText = $"listen {Touch}; listen {News}";
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
