using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Storage.Keys;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Benchmarks.Registries;

/// <summary>Makes a registry with many groups beside the shipped data, and keeps its file for the next run.</summary>
/// <param name="folder">Where the files are kept.</param>
internal sealed class ManyGroups(string folder)
{
    private const int Seed = 20_261_126;
    private const int RecordedChanges = 2_000;

    /// <summary>How much of the file the writer keeps in memory while it is made.</summary>
    private const int MostKilobytes = 6_000_000;

    /// <summary>A file that is made by another form of this class has another name.</summary>
    private const int Form = 2;

    /// <summary>The key of a steward of the whole registry, which each of the files knows.</summary>
    public static readonly string KeyText = global::Inpud.Registry.Domain.Stewards.KeyText.Of(
        new byte[global::Inpud.Registry.Domain.Stewards.KeyText.RandomBytes]
    );

    /// <summary>The file of a registry with so many groups. It is made where there is none, which takes minutes for a million.</summary>
    public async Task<string> FileAsync(int groups)
    {
        var file = NameOf(groups);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            var partial = file + ".partial";
            File.Delete(partial);
            await MakeAsync(partial, groups);
            File.Move(partial, file);
            File.Delete(partial + "-stopped");
        }

        return file;
    }

    /// <summary>The name of that file, whether there is one or not.</summary>
    public string NameOf(int groups) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"registry-{groups}-{Form}.db"));

    private static async Task MakeAsync(string file, int groups)
    {
        var clock = Stopwatch.StartNew();
        await using var registry = await LargeRegistry.StartAsync(file);
        var database = registry.Services.GetRequiredService<Database>();
        Geography geography;
        await using (var read = await database.ReadAsync())
        {
            geography = await Geography.ReadAsync(read);
        }

        using (var connection = registry.Services.GetRequiredService<IDialect>().OpenForWriting())
        {
            // Ids are random, so that each row changes pages all over the file. The connection is kept, so that the public history gains by it, too.
            using (var cache = connection.CreateCommand())
            {
                cache.CommandText = $"pragma cache_size = -{MostKilobytes}";
                cache.ExecuteNonQuery();
            }

            await using var transaction = await connection.BeginTransactionAsync();
            using var rows = new PreparedRows(connection, transaction);
            var invented = new InventedGroups(rows, geography, Seed);
            for (var group = 0; group < groups; group++)
            {
                invented.Write(group);
            }

            await transaction.CommitAsync();
        }

        Say($"{groups} groups are written", clock);
        await using var write = await database.WriteAsync(CancellationToken.None);
        for (var group = 0; group < Math.Min(groups, RecordedChanges); group++)
        {
            var id = InventedNames.IdOf("group", group);
            await write.RecordAsync(new Change(write.Now, "benchmark", "change", "groups", id, null, null, "A benchmark."));
        }

        var key = new Key("k-1", "A benchmark", new StewardScopes([StewardScopes.Registry]), write.Now, null, null);
        await KeysSql.AddAsync(write, key, global::Inpud.Registry.Domain.Stewards.KeyText.Hash(KeyText));
        await registry.Services.GetRequiredService<PublicLog>().NoteAllAsync(write);
        await write.CommitAsync(CancellationToken.None);
        Say($"{groups} groups are in the public history", clock);
        await registry.StopAsync();
        SqliteConnection.ClearAllPools();
    }

    private static void Say(string what, Stopwatch clock) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what} ({clock.Elapsed.TotalSeconds:F0} s)"));
}
