using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Benchmarks.Servers;

/// <summary>An open connection with its prepared statements.</summary>
internal sealed class KeptConnection
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = [];

    public KeptConnection(string database)
    {
        connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var only = connection.CreateCommand();
        only.CommandText = "pragma query_only = on";
        only.ExecuteNonQuery();
    }

    public string Today { get; } = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Runs a statement that is prepared once. Its parameters are @0, @1 and so on.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters.AddWithValue($"@{i}", values[i]);
            }

            command.Prepare();
            commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command.ExecuteReader();
    }
}
