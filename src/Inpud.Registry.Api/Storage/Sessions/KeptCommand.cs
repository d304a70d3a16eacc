using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>One execution of a statement that <see cref="KeptStatements"/> keeps. When it ends, the statement goes back.</summary>
/// <param name="statements">The connection with the statements.</param>
/// <param name="stated">
/// Holds the parameters until the command runs. Dapper writes a list of values into the text after it has added some parameters, and goes on adding to the same collection.
/// </param>
internal sealed class KeptCommand(KeptStatements statements, DbCommand stated) : DbCommand
{
    private DbCommand? taken;
    private string text = "";
    private bool hasFailed;

    [AllowNull]
    public override string CommandText
    {
        get => text;
        set => text = value ?? "";
    }

    public override int CommandTimeout
    {
        get => stated.CommandTimeout;
        set => stated.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => stated.CommandType;
        set => stated.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => statements;
        set => throw new NotSupportedException();
    }

    protected override DbParameterCollection DbParameterCollection => stated.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => stated.Transaction;
        set => stated.Transaction = value;
    }

    public override void Cancel() => taken?.Cancel();

    public override int ExecuteNonQuery() => Run(command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(command => command.ExecuteScalar());

    public override void Prepare() => Take();

    protected override DbParameter CreateDbParameter() => stated.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

    private T Run<T>(Func<DbCommand, T> run)
    {
        try
        {
            return run(Take());
        }
        catch
        {
            // What a failed statement leaves behind is not worth a question.
            hasFailed = true;
            throw;
        }
    }

    private DbCommand Take()
    {
        if (taken is null)
        {
            taken = statements.Take(text);
            taken.Transaction = stated.Transaction;
            foreach (DbParameter parameter in stated.Parameters)
            {
                taken.Parameters.Add(parameter);
            }

            if (KeptStatements.IsKept(text))
            {
                taken.Prepare();
            }
        }

        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            statements.GiveBack(taken, hasFailed, stated);
            taken = null;
        }

        base.Dispose(disposing);
    }
}
