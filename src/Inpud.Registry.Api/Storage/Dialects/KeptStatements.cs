using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The compiled statements of a connection, by their text. To compile a query of the public views takes ten times as long as to run it.</summary>
/// <param name="connection">The connection.</param>
internal sealed class KeptStatements(SqliteConnection connection)
{
    /// <summary>The most statements of a connection. A statement takes some 15 kB.</summary>
    private const int Most = 200;

    private readonly Dictionary<string, LinkedListNode<KeptStatement>> idle = new(StringComparer.Ordinal);

    /// <summary>The idle statements, the last one that was used first.</summary>
    private readonly LinkedList<KeptStatement> byUse = [];

    /// <summary>How many statements are with somebody, who may be in the middle of their rows.</summary>
    private int taken;

    public bool AreAllHere => taken == 0;

    public int Count => idle.Count;

    public bool Has(string text) => idle.ContainsKey(text);

    /// <summary>A statement with the text. It is the caller's until the caller gives it back: one query can run while another with the same text gives its rows.</summary>
    public KeptStatement Take(string text)
    {
        taken++;
        if (!idle.Remove(text, out var node))
        {
            return new KeptStatement(text, connection);
        }

        byUse.Remove(node);
        return node.Value;
    }

    /// <param name="statement">The statement.</param>
    /// <param name="isSound">False where it failed.</param>
    public void TakeBack(KeptStatement statement, bool isSound)
    {
        taken--;
        if (!isSound || !statement.CanBeKept || idle.ContainsKey(statement.Text))
        {
            statement.Dispose();
            return;
        }

        statement.Command.Parameters.Clear();
        idle.Add(statement.Text, byUse.AddFirst(statement));
        if (idle.Count > Most)
        {
            var last = byUse.Last!.Value;
            byUse.RemoveLast();
            idle.Remove(last.Text);
            last.Dispose();
        }
    }
}
