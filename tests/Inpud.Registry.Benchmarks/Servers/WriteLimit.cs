using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Benchmarks.Driving;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>The limit of writes: a bare transaction of SQLite that changes one row and adds one to a history, as durable as the registry's. One process, no HTTP, and a gate, since SQLite has one writer.</summary>
internal static class WriteLimit
{
    public const string Name = "writes";

    /// <summary>Prints transactions in a second, and the two times of one in milliseconds.</summary>
    public static void Run(string database, int clients, TimeSpan time)
    {
        using var gate = new SemaphoreSlim(1);
        var writers = Enumerable.Range(0, clients).Select(_ => new Writer(database)).ToList();
        var (times, number, began) = (new Latencies(), 0, Stopwatch.GetTimestamp());
        var threads = writers
            .Select(writer => new Thread(() =>
            {
                do
                {
                    var asked = Stopwatch.GetTimestamp();
                    gate.Wait();
                    writer.Write(number++);
                    times.Add(Stopwatch.GetElapsedTime(asked));
                    gate.Release();
                } while (Stopwatch.GetElapsedTime(began) < time);
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var rate = times.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        writers.ForEach(writer => writer.Dispose());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate} {times.Milliseconds(0.5)} {times.Milliseconds(0.99)}"));
    }

    private sealed class Writer : IDisposable
    {
        private readonly SqliteConnection connection;
        private readonly SqliteCommand change;
        private readonly SqliteCommand history;

        public Writer(string database)
        {
            connection = new SqliteConnection($"Data Source={database};Pooling=False");
            connection.Open();
            using var set = connection.CreateCommand();
            set.CommandText = """
                pragma journal_mode = wal;
                pragma synchronous = full;
                pragma secure_delete = on;
                create table if not exists bare_rows (id integer primary key, note text);
                create table if not exists bare_history (id integer primary key, at text, before text, after text);
                insert into bare_rows select 1, 'A note' on conflict do nothing
                """;
            set.ExecuteNonQuery();
            change = Prepare("update bare_rows set note = @text where id = 1");
            history = Prepare("insert into bare_history (at, before, after) values ('2026-11-26T12:00:00Z', @text, @text)");
        }

        public void Write(int number)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            var text = $"A note of a benchmark, number {number}, as long as notes are";
            foreach (var command in new[] { change, history })
            {
                command.Transaction = transaction;
                command.Parameters[0].Value = text;
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        public void Dispose()
        {
            change.Dispose();
            history.Dispose();
            connection.Dispose();
        }

        private SqliteCommand Prepare(string sql)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("@text", "");
            command.Prepare();
            return command;
        }
    }
}
