using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The log of writes beside the database grows while a reader needs it, and gives the space back afterwards.</summary>
[OfTheFile]
internal sealed class WriteLogSizeTests
{
    private const long Small = 9 * 1024 * 1024;

    private RegistryServer server = null!;

    private Database Database => server.Services.GetRequiredService<Database>();

    private long LogSize => new FileInfo(server.Database.File + "-wal") is { Exists: true } log ? log.Length : 0;

    [SetUp]
    public async Task StartAsync() => server = await RegistryServer.StartAsShippedAsync();

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Log_WhenALongReadHasEndedAfterABurst_IsSmallAgain()
    {
        await using (await ReadAsync())
        {
            await WriteMuchAsync();
            Assert.That(LogSize, Is.GreaterThan(2 * Small), "the test has to write more than the reader lets go");
        }

        Assert.That(LogSize, Is.LessThan(Small));
        Assert.That(await server.TextAsync("/v1/networks"), Does.Contain("euronpud"));
    }

    [Test]
    public async Task Log_WhenReadersFollowOneAnother_IsSmallAgainAfterTheLast()
    {
        var first = await ReadAsync();
        await WriteMuchAsync();
        await using (await ReadAsync())
        {
            await first.DisposeAsync();
        }

        Assert.That(LogSize, Is.LessThan(Small));
    }

    [Test]
    public async Task Log_WhenNobodyReads_IsSmallAfterTheWrite()
    {
        await WriteMuchAsync();

        Assert.That(LogSize, Is.LessThan(Small));
    }

    [Test]
    public async Task Log_WhenTheServiceStops_IsGone()
    {
        await WriteAsync(rows: 20);
        Assert.That(LogSize, Is.Positive);
        server.CloseConnections();

        Assert.That(LogSize, Is.Zero);
    }

    /// <summary>A reader with a snapshot: the first query takes it.</summary>
    private async Task<ReadSession> ReadAsync()
    {
        var read = await Database.ReadAsync();
        await read.SingleAsync<long>("select count(*) from networks");
        return read;
    }

    /// <summary>Writes some 20 MB.</summary>
    private Task WriteMuchAsync() => WriteAsync(rows: 2000);

    /// <summary>Writes 10 kB for each row, in one commit, into a table that holds no fact of the registry.</summary>
    private async Task WriteAsync(int rows)
    {
        await using var write = await Database.WriteAsync(CancellationToken.None);
        await write.ExecuteAsync(
            """
            with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < @rows)
            insert into answered_writes (key_id, idempotency_key, request_hash, status, body, etag, at)
            select 'k-1', n, '', 200, hex(zeroblob(5000)), '', '2026-01-15T12:00:00.0000000Z' from numbers
            """,
            new { rows }
        );
        await write.CommitBookkeepingAsync(CancellationToken.None);
    }
}
