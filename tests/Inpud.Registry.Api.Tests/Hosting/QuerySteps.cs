using System.Collections.Concurrent;
using Inpud.Registry.Api.Storage.Dialects;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Counts the steps that SQLite takes for the reads of a service. Unlike a time, their number is the same on every machine.</summary>
internal sealed class QuerySteps
{
    private readonly ConcurrentDictionary<string, string> statements = new();

    private long taken;

    public long Taken => Interlocked.Read(ref taken);

    /// <summary>Each statement that ran on a connection for reading or for writing, with its parameters, and which of the two; null where they are not kept.</summary>
    public IReadOnlyDictionary<string, string> Statements => statements;

    public void ForgetStatements() => statements.Clear();

    /// <summary>The statements that can be explained, one of each shape.</summary>
    /// <param name="opened">On which connections they ran, such as <see cref="IDialect.OpenForReading"/>.</param>
    public IReadOnlyList<string> StatementsOf(string opened) =>
        [.. statements.Where(of => of.Value == opened && IsExplained(of.Key)).Select(of => of.Key).DistinctBy(ExplainedStatements.Shape)];

    private static bool IsExplained(string statement) =>
        new[] { "select", "with", "insert", "update", "delete" }.Any(word =>
            statement.TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether the statements are kept.</summary>
    public bool KeepsStatements { get; init; }

    private void Begin(string statement, string opened)
    {
        // The index of words and the triggers run statements of their own within one of these.
        if (statement.StartsWith("--", StringComparison.Ordinal))
        {
            return;
        }

        statements.TryAdd(statement, opened);
    }

    /// <summary>Puts the counter in front of the service's database.</summary>
    public void CountFor(IServiceCollection services) =>
        WatchedDialect.PutBefore(services, (opened, isForReading) => Watch((SqliteConnection)opened, isForReading));

    private void Watch(SqliteConnection connection, bool isForReading)
    {
        if (KeepsStatements)
        {
            var opened = isForReading ? nameof(IDialect.OpenForReading) : nameof(IDialect.OpenForWriting);
            raw.sqlite3_trace(connection.Handle, (strdelegate_trace)((_, statement) => Begin(statement, opened)), null);
        }

        raw.sqlite3_progress_handler(
            connection.Handle,
            isForReading ? 1 : 0,
            _ =>
            {
                Interlocked.Increment(ref taken);
                return 0;
            },
            null
        );
    }
}
