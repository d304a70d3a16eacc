using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>What the errors of a PostgreSQL server mean for whoever runs the service. The codes are the server's own, see https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal sealed class PostgresErrors(string database)
{
    /// <summary>How to make a database by hand.</summary>
    public const string HowToMake = "create database … template template0 encoding 'UTF8' locale_provider 'libc' locale 'C'";

    private string Busy => $"Another program writes to the database {database}. Wait until it is done, and start again.";

    private string Unreachable =>
        $"The server of the database {database} cannot be reached. Check that it runs, and that 'Host', 'Port' and 'SSL Mode' in Registry:Database are right.";

    /// <summary>A sentence that explains an error and says what to do; null for an unknown error.</summary>
    public string? Explain(DbException error) =>
        error switch
        {
            DatabaseBusyException => Busy,
            DatabaseUpgradedException => error.Message,
            PostgresException server => Explain(server.SqlState),
            NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => Unreachable,
            _ => null,
        };

    public static string? CodesOf(DbException error) =>
        error switch
        {
            PostgresException server => $"PostgreSQL error {server.SqlState}",
            NpgsqlException { InnerException: { } cause } => $"no connection to PostgreSQL: {cause.GetType().Name}",
            _ => null,
        };

    public static bool IsBrokenConstraint(DbException error) => error.SqlState?.StartsWith("23", StringComparison.Ordinal) is true;

    /// <summary>Whether another writer holds the lock for longer than a writer waits.</summary>
    public static bool IsBusy(NpgsqlException error) => error.SqlState == PostgresErrorCodes.LockNotAvailable;

    /// <summary>Whether the connection had died before it was used, such as one of the pool while the server was restarted. The server has done nothing then, so that another one may be tried.</summary>
    public static bool IsDead(NpgsqlException error) =>
        error is PostgresException
            ? error.SqlState
                is PostgresErrorCodes.AdminShutdown
                    or PostgresErrorCodes.CrashShutdown
                    or PostgresErrorCodes.ConnectionException
                    or PostgresErrorCodes.ConnectionFailure
                    or PostgresErrorCodes.ConnectionDoesNotExist
            : error.InnerException is IOException or SocketException;

    private string? Explain(string state) =>
        state switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"The server does not let this user into the database {database}. Check 'Username' and 'Password' in Registry:Database.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"There is no database {database}, and this user may not make it. Make it with: {HowToMake}.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"This user lacks a right to the database {database}. It has to own the schema in which the tables of the registry are.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                $"The database {database} is read-only: its server is a standby. Name the primary in Registry:Database.",
            PostgresErrorCodes.TooManyConnections =>
                $"The server of the database {database} has no connection left. Lower 'Maximum Pool Size' in Registry:Database, or raise max_connections of the server.",
            PostgresErrorCodes.DiskFull => $"The disk that holds the database {database} is full. Free some space, and try again.",
            PostgresErrorCodes.LockNotAvailable => Busy,
            PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
                $"The server of the database {database} starts or stops. Try again in a moment.",
            _ => null,
        };
}
