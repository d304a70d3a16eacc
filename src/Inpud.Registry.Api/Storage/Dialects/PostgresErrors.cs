using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
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
            DatabaseUpgradedException or DatabaseRefusedException => error.Message,
            PostgresException server => Explain(server.SqlState),
            NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => Unreachable,
            _ => null,
        };

    public static string? CodesOf(DbException error) =>
        error switch
        {
            PostgresException server => $"PostgreSQL error {server.SqlState}",
            DatabaseRefusedException { InnerException: { } cause } => $"no connection to PostgreSQL: {cause.GetType().Name}",
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

    /// <summary>Why no connection can be made, whenever it is tried: a setting is wrong in a way that shows only when the server answers. Null for another failure.</summary>
    /// <param name="error">What Npgsql threw.</param>
    /// <param name="isOfSeveral">Whether there are several servers: then Npgsql has one error for all that can be wrong with them, and mostly they are down.</param>
    public static string? RefusalOrNull(Exception error, bool isOfSeveral) =>
        error switch
        {
            NpgsqlException when isOfSeveral => null,
            PostgresException server => server.SqlState
                is PostgresErrorCodes.InvalidParameterValue
                    or PostgresErrorCodes.SyntaxError
                    or PostgresErrorCodes.UndefinedObject
                ? Refused($"the server says '{server.MessageText}'")
                : null,
            NpgsqlException { InnerException: AuthenticationException } => Refused(
                "the certificate of the server is not one that 'SSL Mode' lets through. Name that of its authority in 'Root Certificate', and the server as its certificate does"
            ),
            NpgsqlException
            {
                InnerException: null or NpgsqlException or ArgumentException or CryptographicException or FileNotFoundException
            } => Refused($"'{error.GetBaseException().Message}'"),
            DbException or ObjectDisposedException => null,
            ArgumentException or IOException or UnauthorizedAccessException or CryptographicException or NotSupportedException => Refused(
                $"'{error.Message}'"
            ),
            _ => null,
        };

    private static string Refused(string why) =>
        $"Nobody can connect with the settings of Registry:Database: {why.ReplaceLineEndings(" ")}. Correct them, and try again.";

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
