using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Dialects;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Keeps the plan of each statement that a service reads with on a PostgreSQL server, as it ran there: with its values, on the tables as they were.</summary>
/// <remarks>
/// The server tells the plans by itself, those of statements within functions included. To send each statement again behind <c>explain</c> was rejected: a statement has values of types that its text does
/// not tell, and its plan can depend on them.
/// </remarks>
internal sealed class ServerPlans
{
    /// <summary>
    /// The server goes through a small table as a whole even where it has an index, and joins two such tables by walks through both. It is told not to, as far as it can: what it still goes through, it would
    /// go through in a large registry, too.
    /// </summary>
    private const string TellPlans = """
        load 'auto_explain';
        set local auto_explain.log_min_duration = 0;
        set local auto_explain.log_nested_statements = on;
        set local auto_explain.log_level = notice;
        set local auto_explain.log_format = json;
        set local enable_seqscan = off;
        set local enable_mergejoin = off;
        set local enable_hashjoin = off;
        """;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> scans = new();

    /// <summary>Each statement, with the tables of which it went through all rows.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Scans =>
        scans.ToDictionary(of => of.Key, of => (IReadOnlySet<string>)of.Value.Keys.ToHashSet(StringComparer.Ordinal));

    /// <summary>Listens to the service's database.</summary>
    public void ListenTo(IServiceCollection services) => WatchedDialect.PutBefore(services, Listen);

    private void Listen(DbConnection connection, bool isForReading)
    {
        if (!isForReading)
        {
            return;
        }

        var opened = ((PostgresConnection)connection).Inner;
        using (var command = opened.CreateCommand())
        {
            command.CommandText = TellPlans;
            command.ExecuteNonQuery();
        }

        opened.Notice += (_, told) => Keep(told.Notice.MessageText);
    }

    private void Keep(string told)
    {
        if (!told.StartsWith("duration: ", StringComparison.Ordinal))
        {
            return;
        }

        using var document = JsonDocument.Parse(told[told.IndexOf('{', StringComparison.Ordinal)..]);
        var found = scans.GetOrAdd(document.RootElement.GetProperty("Query Text").GetString()!, _ => new());
        foreach (var table in ScannedBy(document.RootElement.GetProperty("Plan"), isLimited: false))
        {
            found[table] = true;
        }
    }

    /// <summary>The tables that a plan goes through: as they lie, or along an index from its first entry, unless it stops soon.</summary>
    private static IEnumerable<string> ScannedBy(JsonElement plan, bool isLimited)
    {
        var kind = plan.GetProperty("Node Type").GetString();
        if (kind == "Seq Scan" || (kind is "Index Scan" or "Index Only Scan" && !isLimited && !plan.TryGetProperty("Index Cond", out _)))
        {
            yield return plan.GetProperty("Relation Name").GetString()!;
        }

        if (!plan.TryGetProperty("Plans", out var below))
        {
            yield break;
        }

        foreach (var table in below.EnumerateArray().SelectMany(part => ScannedBy(part, isLimited || kind == "Limit")))
        {
            yield return table;
        }
    }
}
