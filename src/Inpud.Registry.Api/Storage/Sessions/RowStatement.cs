using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>A statement of a write that runs for row after row. It is compiled once, and takes the values in the order of its columns.</summary>
/// <remarks>Dapper reads its parameters from an object, and makes a command for each execution. A row of an import has thirty values, and an import has very many rows.</remarks>
internal sealed class RowStatement : IDisposable
{
    private readonly DbCommand command;
    private readonly DbParameter[] parameters;

    public RowStatement(DbConnection connection, DbTransaction transaction, string sql, IEnumerable<string> columns)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        parameters = [.. columns.Select(column => Parameter(command, column))];
        command.Prepare();
    }

    /// <summary>Runs the statement, and returns how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Fill(values);
        return command.ExecuteNonQuery();
    }

    /// <summary>Runs the statement, and returns the number that it answers with: see <see cref="WriteSession.NumberedStatement"/>.</summary>
    public long Number(params ReadOnlySpan<object?> values)
    {
        Fill(values);
        return (long)command.ExecuteScalar()!;
    }

    private void Fill(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    private static DbParameter Parameter(DbCommand command, string column)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + column;
        command.Parameters.Add(parameter);
        return parameter;
    }

    public void Dispose() => command.Dispose();
}
