using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Counts what SQLite compiles for the reads of a service. SQLite asks whether a statement is allowed whenever it compiles one, for the first time or anew.</summary>
internal sealed class Compilations
{
    /// <summary>SQLITE_READ, see https://www.sqlite.org/c3ref/c_alter_table.html.</summary>
    private const int Reads = 20;

    private readonly ConditionalWeakTable<SqliteConnection, object> watched = [];
    private long asked;

    /// <summary>How often SQLite has asked whether a column may be read: several times for each statement that it compiled.</summary>
    public long Asked => Interlocked.Read(ref asked);

    /// <summary>Puts the counter in front of the service's database.</summary>
    public void CountFor(IServiceCollection services) =>
        WatchedDialect.PutBefore(
            services,
            (opened, isForReading) =>
            {
                if (isForReading)
                {
                    Watch((SqliteConnection)opened);
                }
            }
        );

    private void Watch(SqliteConnection connection)
    {
        // To set it compiles every statement of the connection anew, so that it is set once.
        if (watched.TryAdd(connection, this))
        {
            raw.sqlite3_set_authorizer(
                connection.Handle,
                (object _, int action, utf8z table, utf8z _, utf8z _, utf8z _) =>
                {
                    // The index of names compiles statements of its own over its own tables, whenever it is asked.
                    if (action == Reads && !table.utf8_to_string().StartsWith("public_name_", StringComparison.Ordinal))
                    {
                        Interlocked.Increment(ref asked);
                    }

                    return 0;
                },
                null
            );
        }
    }
}
