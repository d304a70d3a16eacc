using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>A command whose statement the connection keeps, compiled, for the next command with the same text.</summary>
/// <remarks>Dapper makes a command for each query, gives it its text, adds the parameters, and then writes the text anew where one of them is a list. So the statement is looked up when the command runs.</remarks>
/// <param name="connection">The connection.</param>
internal sealed class KeptCommand(KeptConnection connection) : DbCommand
{
    private sealed class GivenParameters : SqliteParameterCollection;

    /// <summary>The names of parameters as our statements write them. Dapper gives them bare, and the driver would look for each of them with all three signs that SQLite knows.</summary>
    private static readonly ConcurrentDictionary<string, string> InText = new(StringComparer.Ordinal);

    private readonly GivenParameters parameters = new();
    private KeptStatement? statement;
    private DbDataReader? reader;

    [AllowNull]
    public override string CommandText { get; set; } = "";

    public override int CommandTimeout { get; set; } = connection.DefaultTimeout;

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
            {
                throw new NotSupportedException("SQLite runs texts alone.");
            }
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("The command belongs to its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => parameters;

    /// <summary>The connection has one transaction at most, which is that of all its commands.</summary>
    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
        // SQLite's driver does nothing here either.
    }

    public override void Prepare() => Statement().Command.Prepare();

    public override int ExecuteNonQuery() => Statement().Command.ExecuteNonQuery();

    public override object? ExecuteScalar() => Statement().Command.ExecuteScalar();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => reader = Statement().Execute(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
        }

        base.Dispose(disposing);
    }

    private KeptStatement Statement()
    {
        GiveBack();
        statement = connection.Statements.Take(CommandText);
        statement.Command.CommandTimeout = CommandTimeout;
        foreach (SqliteParameter parameter in parameters)
        {
            parameter.ParameterName = InText.GetOrAdd(parameter.ParameterName, static name => name is ['@', ..] ? name : "@" + name);
            statement.Command.Parameters.Add(parameter);
        }

        return statement;
    }

    private void GiveBack()
    {
        if (statement is { } taken)
        {
            reader?.Dispose();
            (statement, reader) = (null, null);
            connection.TakeBack(taken);
        }
    }
}
