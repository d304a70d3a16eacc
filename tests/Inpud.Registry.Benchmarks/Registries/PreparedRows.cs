using System.Data.Common;

namespace Inpud.Registry.Benchmarks.Registries;

/// <summary>Inserts rows with one prepared statement a table.</summary>
internal sealed class PreparedRows(DbConnection connection, DbTransaction transaction) : IDisposable
{
    private const string Days = "period observed possible_from possible_to certain_from certain_to";

    private static readonly Dictionary<string, string> Columns = new()
    {
        ["groups"] =
            $"id name name_key name_order country place type scope goals led_by_people_who_use_drugs leadership_basis visibility visibility_basis {Days} source_id locator note kept_by anonymous_id slug counted_from counted_country counted_key",
        ["consents"] = "id group_id scope given given_to until ended",
        ["group_names"] = $"group_id name name_key name_order kind source_id {Days}",
        ["group_former_values"] = $"group_id attribute country {Days} replaced_by source_id",
        ["memberships"] = $"id network_id group_id {Days} source_id",
    };

    private readonly Dictionary<string, DbCommand> commands = [];

    public void Insert(string table, params object?[] values)
    {
        if (!commands.TryGetValue(table, out var command))
        {
            command = Prepare(table);
            commands.Add(table, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    private DbCommand Prepare(string table)
    {
        var columns = Columns[table].Split(' ');
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => $"@{column}"))})";
        foreach (var column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{column}";
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
    }
}
