using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Asks the primary, on a connection of its own, how many transactions have changed a table of the registry.</summary>
/// <remarks>
/// The number of the last transaction of the server was rejected: other databases of the server, and its own vacuum, raise it as well. A look holds for a moment, so that nodes that answer
/// thousands of requests a second do not ask as often; a notice of the server ends the moment. Where one request looks, others that came before wait, and take what it finds.
/// </remarks>
internal sealed class PostgresCommitWatch(NpgsqlDataSource source, PostgresNotices notices) : ICommitWatch, IDisposable
{
    /// <summary>The query for the number, for each session that has to know how far its snapshot has come.</summary>
    public const string Stamp = "select latest from registry_touch";

    /// <summary>How long a look holds. A write of another node is seen within 100 ms, so that a look may take as long again.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromMilliseconds(50);

    /// <summary>A server that does not answer within this is none that can tell.</summary>
    private const int MostSeconds = 2;

    private sealed record Look(long Stamp, long Began, long Heard);

    private readonly SemaphoreSlim one = new(1);
    private volatile Look? last;
    private NpgsqlConnection? opened;
    private NpgsqlCommand? look;
    private long openings;

    public long Openings => Interlocked.Read(ref openings);

    public ValueTask<long?> StampOrNullAsync(bool anew)
    {
        var came = Stopwatch.GetTimestamp();
        return !anew && last is { } known && known.Heard == notices.Heard && Stopwatch.GetElapsedTime(known.Began, came) < Holds
            ? new(known.Stamp)
            : new(LookAsync(came));
    }

    /// <summary>Gives the connection back. The next look takes another.</summary>
    public void Dispose()
    {
        one.Wait();
        try
        {
            Close();
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Looks, unless somebody has since the caller came.</summary>
    private async Task<long?> LookAsync(long came)
    {
        await one.WaitAsync();
        try
        {
            if (last is { } latest && latest.Began >= came && latest.Heard == notices.Heard)
            {
                return latest.Stamp;
            }

            // A connection that was used before can have died since. Another one tells whether the server is there.
            var isUsed = look is not null;
            last = await LookOnceOrNullAsync() ?? (isUsed ? await LookOnceOrNullAsync() : null);
            return last?.Stamp;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<Look?> LookOnceOrNullAsync()
    {
        try
        {
            if (look is null)
            {
                await OpenAsync();
            }

            var (began, heard) = (Stopwatch.GetTimestamp(), notices.Heard);
            return new Look(Convert.ToInt64(await look!.ExecuteScalarAsync(), CultureInfo.InvariantCulture), began, heard);
        }
        catch (NpgsqlException)
        {
            Close();
            return null;
        }
    }

    private async Task OpenAsync()
    {
        opened = await source.OpenConnectionAsync();
        Interlocked.Increment(ref openings);
        look = opened.CreateCommand();
        (look.CommandText, look.CommandTimeout) = (Stamp, MostSeconds);
        await look.PrepareAsync();
    }

    private void Close()
    {
        look?.Dispose();
        opened?.Dispose();
        (look, opened, last) = (null, null, null);
    }
}
