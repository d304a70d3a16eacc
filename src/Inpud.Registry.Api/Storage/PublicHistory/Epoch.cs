using System.Security.Cryptography;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>The time of a registry from one restore to the next.</summary>
/// <param name="Name">A short random text. Cursors and ETags carry it, so that none of another time is taken for one of this.</param>
/// <param name="Began">When the restore was that began it; null for the first time.</param>
internal sealed record Epoch(string Name, DateTimeOffset? Began)
{
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

    /// <summary>When the public registry last changed, given its latest change. A restore changes it, though the changes that it brings back are older.</summary>
    /// <remarks>The headers of HTTP count whole seconds. So the second after the restore is meant: no answer of the second before it has that time.</remarks>
    public DateTimeOffset LastChange(DateTimeOffset latest) =>
        Began?.AddSeconds(1) is { } restored && restored > latest ? restored : latest;

    /// <summary>The cursor of a place in the feed of changes.</summary>
    public string CursorOf(long place) => new PublicPlace(Name, place).ToString();

    /// <summary>True where a cursor with this name of an epoch goes on in this one. A cursor of an earlier version has no name, and belongs to the first epoch.</summary>
    public bool Takes(string? name) => name == Name || (name is null && Began is null);
}
