using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What SQLite's errors mean for whoever runs the service. The codes are SQLite's own, see https://www.sqlite.org/rescode.html.</summary>
internal sealed class SqliteErrors(string file)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Interrupted = 9;
    private const int InputOrOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>The sentence for a file that is damaged or of another kind.</summary>
    public string Damaged =>
        $"The database {file} is damaged, or is no SQLite database. Restore it from a backup; the file was not touched.";

    private string ReadOnlySentence =>
        $"The database {file} is read-only. Give this user the right to write to the file and its folder, and start again.";

    /// <summary>A sentence that explains an error and says what to do; null for an unknown error.</summary>
    public string? Explain(DbException error) =>
        error is DatabaseGoneException or DatabaseUpgradedException ? error.Message : Explain((error as SqliteException)?.SqliteErrorCode);

    /// <summary>The error of a file that opens for reading alone.</summary>
    public SqliteException CannotBeWritten() => new(ReadOnlySentence, ReadOnly);

    public static string? CodesOf(DbException error) =>
        error is SqliteException sqlite ? $"SQLite error {sqlite.SqliteErrorCode}, extended {sqlite.SqliteExtendedErrorCode}" : null;

    public static bool IsBrokenConstraint(DbException error) => error is SqliteException { SqliteErrorCode: Constraint };

    public static bool IsBusy(DbException error) => error is DatabaseBusyException or SqliteException { SqliteErrorCode: Busy or Locked };

    /// <summary>Where a file is copied into another one, these are errors of the other one.</summary>
    public static bool IsOfWriting(SqliteException error) => error.SqliteErrorCode is ReadOnly or InputOrOutput or Full or CannotOpen;

    public static bool IsReadOnly(DbException error) => error is SqliteException { SqliteErrorCode: ReadOnly };

    public static bool IsInterrupted(SqliteException error) => error.SqliteErrorCode == Interrupted;

    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase;

    private string? Explain(int? code) =>
        code switch
        {
            Busy or Locked =>
                $"The database {file} is locked by another process. Stop that process, or wait until it is done, and start again.",
            ReadOnly => ReadOnlySentence,
            CannotOpen => $"The database {file} cannot be opened. Check that the folder exists and that this user may write to it.",
            InputOrOutput =>
                $"The database {file}, or a file beside it, cannot be read or written. Check that the disk has space and is sound, and try again.",
            Corrupt or NotADatabase => Damaged,
            Full => $"The disk that holds the database {file} is full. Free some space, and try again.",
            _ => null,
        };
}
