using System.Globalization;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Asks the server, on a connection of its own, which transaction was the last to change a table of the registry.</summary>
/// <remarks>
/// The answer is never older than a write that was confirmed, on whichever node. The number of the last transaction of the server was rejected: other databases of the server, and its own vacuum,
/// raise it as well. A notification of the server was rejected for now: it comes a moment after the write was confirmed, and an answer that was kept would be out of date meanwhile.
/// </remarks>
internal sealed class PostgresCommitWatch(NpgsqlDataSource source) : ICommitWatch, IDisposable
{
    private readonly Lock one = new();
    private NpgsqlConnection? opened;
    private NpgsqlCommand? look;

    public long? StampOrNull()
    {
        lock (one)
        {
            try
            {
                if (look is null)
                {
                    Open();
                }

                return Convert.ToInt64(look!.ExecuteScalar(), CultureInfo.InvariantCulture);
            }
            catch (NpgsqlException)
            {
                Close();
                return null;
            }
        }
    }

    /// <summary>Gives the connection back. The next look takes another.</summary>
    public void Dispose()
    {
        lock (one)
        {
            Close();
        }
    }

    private void Open()
    {
        opened = source.OpenConnection();
        look = opened.CreateCommand();
        look.CommandText = "select cast(cast(latest as text) as bigint) from registry_touch";
        look.Prepare();
    }

    private void Close()
    {
        look?.Dispose();
        opened?.Dispose();
        (look, opened) = (null, null);
    }
}
