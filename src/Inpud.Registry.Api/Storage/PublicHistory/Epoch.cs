using System.Security.Cryptography;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>The time of a registry from one restore to the next.</summary>
/// <param name="Name">A short random text. Cursors and ETags carry it, so that none of another time is taken for one of this.</param>
/// <param name="Began">When the restore was that began it; null for the first time.</param>
internal sealed record Epoch(string Name, DateTimeOffset? Began)
{
    /// <summary>What a dialect says of the database whose epoch it is.</summary>
    public const string Own = "own";

    private const string Other = "other";

    private sealed record Row
    {
        public string Name { get; init; } = "";
        public string? Began { get; init; }
    }

    public static async Task<Epoch> ReadAsync(ReadSession read)
    {
        var row = await read.SingleAsync<Row>("select name, began from epoch");
        return new Epoch(row.Name, Instant.ParseOrNull(row.Began));
    }

    /// <summary>Begins another epoch.</summary>
    public static Task BeginAsync(WriteSession write) =>
        write.ExecuteAsync(
            "update epoch set name = @name, began = @now",
            new { name = RandomNumberGenerator.GetHexString(8, lowercase: true), now = Instant.Text(write.Now) }
        );

    /// <summary>Begins another epoch where the server of the database went back to an earlier state without the program.</summary>
    public static async Task SettleAsync(Database database, CancellationToken ct)
    {
        if (database.Dialect.EpochMark is not { } mark)
        {
            return;
        }

        await using (var read = await database.ReadAsync())
        {
            if (await read.SingleAsync<string>(mark) == Own)
            {
                return;
            }
        }

        await using var write = await database.WriteAsync(ct);
        if (await FollowAsync(write, database.Dialect))
        {
            await write.CommitBookkeepingAsync(ct);
        }
    }

    /// <summary>Does the same within a write; false where the epoch is that of the database, so that there is nothing to commit.</summary>
    public static async Task<bool> FollowAsync(WriteSession write, IDialect dialect)
    {
        if (dialect.EpochMark is not { } mark || await write.FindOrNullAsync<string>(mark) is not { } whose || whose == Own)
        {
            return false;
        }

        if (whose == Other)
        {
            await BeginAsync(write);
            await write.RecordAsync(
                new Change(
                    write.Now,
                    "registry",
                    "restore",
                    "registry",
                    "inpud",
                    null,
                    null,
                    "The server of the database went back to an earlier state, or another server took its place. Nothing was compared: what was hidden in between is shown again."
                )
            );
        }

        await write.ExecuteAsync(dialect.MarkEpoch);
        return true;
    }

    /// <summary>When the public registry last changed, given its latest change. A restore changes it, though the changes that it brings back are older.</summary>
    /// <remarks>The headers of HTTP count whole seconds. So the second after the restore is meant: no answer of the second before it has that time.</remarks>
    public DateTimeOffset LastChange(DateTimeOffset latest) =>
        Began?.AddSeconds(1) is { } restored && restored > latest ? restored : latest;

    /// <summary>The cursor of a place in the feed of changes.</summary>
    public string CursorOf(long place) => new PublicPlace(Name, place).ToString();

    /// <summary>True where a cursor with this name of an epoch goes on in this one. A cursor of an earlier version has no name, and belongs to the first epoch.</summary>
    public bool Takes(string? name) => name == Name || (name is null && Began is null);
}
