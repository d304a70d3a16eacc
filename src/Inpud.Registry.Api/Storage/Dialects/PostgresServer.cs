using System.Globalization;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Looks at the database on the server before the registry uses it, and makes it where there is none.</summary>
/// <param name="source">The connections to the database.</param>
/// <param name="settings">How they are made.</param>
/// <param name="schema">The schema of the tables, which is made where there is none; null for that of the connection.</param>
/// <param name="described">The database, for sentences.</param>
internal sealed class PostgresServer(NpgsqlDataSource source, NpgsqlConnectionStringBuilder settings, string? schema, string described)
{
    /// <summary>The version of the tables is the comment of a table, which can be asked for before there is one.</summary>
    /// <remarks>It reads the catalogue as any table. <c>to_regclass</c> was rejected: after a wait for another writer, it can still answer as before.</remarks>
    public const string SchemaVersion = """
        select cast(coalesce(max(d.description), '0') as integer)
        from pg_class as c join pg_description as d on d.objoid = c.oid and d.classoid = cast('pg_class' as regclass) and d.objsubid = 0
        where c.relname = 'registry_schema' and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
        """;

    /// <summary>The oldest version that lets a database choose whose collation it takes.</summary>
    private const int OldestVersion = 15;

    /// <summary>The collation, and the encoding, of a database that does not sort by bytes; empty for one that does.</summary>
    private const string OtherCollation = """
        select case
            when datlocprovider = 'c' and datcollate in ('C', 'C.UTF-8', 'C.utf8', 'POSIX') and pg_encoding_to_char(encoding) = 'UTF8' then ''
            else case datlocprovider when 'i' then 'ICU, ' else '' end || datcollate || ', ' || pg_encoding_to_char(encoding)
        end
        from pg_database where datname = current_database()
        """;

    /// <summary>A sentence for each constraint that the server was told not to hold.</summary>
    private const string NotHeld = """
        select cast(conrelid as regclass) || ' has a constraint that the server does not hold: ' || conname || '.' from pg_constraint where not convalidated order by 1
        """;

    /// <summary>For each reference a query, which gives a sentence where a row names what is not there. A restore of the rows alone, and whoever turns the triggers off, gets past the server.</summary>
    private const string LooksAtReferences = """
        select format(
            'select %L from %s as c where c.%I is not null and not exists (select 1 from %s as o where o.%I = c.%I) limit 1',
            cast(f.conrelid as regclass) || ' has a row that names a ' || cast(f.confrelid as regclass) || ' that is not there.',
            cast(f.conrelid as regclass), a.attname, cast(f.confrelid as regclass), b.attname, a.attname
        )
        from pg_constraint as f
        join pg_attribute as a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
        join pg_attribute as b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
        where f.contype = 'f' and f.connamespace = cast(current_schema() as regnamespace) and cardinality(f.conkey) = 1
        order by 1
        """;

    private const string HasTables = """
        select count(*) from pg_class where relnamespace = cast(current_schema() as regnamespace) and relkind in ('r', 'v', 'm', 'p')
        """;

    /// <summary>Throws where the database is not one of a registry, or cannot keep one.</summary>
    public void Inspect()
    {
        using var opened = OpenOrMake();
        if (opened.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new StorageException(
                $"The server of the database {described} is PostgreSQL {opened.PostgreSqlVersion}. Use version {OldestVersion} or later."
            );
        }

        if (schema is not null)
        {
            Execute(opened, $"create schema if not exists {schema}");
            return;
        }

        // Dates, cursors and orders depend on it that a text is compared by its bytes, as SQLite compares it.
        if ((string)Scalar(opened, OtherCollation)! is { Length: > 0 } found)
        {
            throw new StorageException(
                $"The database {described} sorts texts by the rules of a language ({found}), and the registry needs the order of their bytes. Make it anew with: {PostgresErrors.HowToMake}."
            );
        }

        if (VersionOf(opened) == 0 && (long)Scalar(opened, HasTables)! > 0)
        {
            throw new StorageException(
                $"The database {described} belongs to another program. Name another database in Registry:Database, such as 'Database=registry'."
            );
        }
    }

    /// <summary>Whether the database, and the schema in it, are there.</summary>
    public bool IsThere()
    {
        try
        {
            using var opened = OpenAlive();
            return schema is null || Scalar(opened, $"select cast(to_regnamespace('{schema}') as text)") is string;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    /// <summary>The version of the tables and the latest change; null where there is no registry.</summary>
    public DatabaseLook? LookOrNull()
    {
        if (!IsThere())
        {
            return null;
        }

        using var opened = OpenAlive();
        var version = VersionOf(opened);
        return version == 0
            ? null
            : new DatabaseLook(
                version,
                (string)
                    Scalar(
                        opened,
                        "select coalesce((select at from changes where action not in ('upgrade', 'restore') order by id desc limit 1), '')"
                    )!
            );
    }

    /// <summary>A sentence for each constraint that the server was told not to hold, and for each kind of reference that is broken all the same.</summary>
    public IReadOnlyList<string> Check(int mostSeconds, CancellationToken ct)
    {
        using var opened = OpenAlive();
        var problems = Texts(opened, NotHeld, mostSeconds);
        foreach (var look in Texts(opened, LooksAtReferences, mostSeconds))
        {
            ct.ThrowIfCancellationRequested();
            problems.AddRange(Texts(opened, look, mostSeconds));
        }

        return [.. problems.Distinct()];
    }

    private static List<string> Texts(NpgsqlConnection opened, string sql, int mostSeconds)
    {
        using var command = opened.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, mostSeconds);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    /// <summary>Whether anybody who uses the database has an advisory lock.</summary>
    public bool IsLocked(long key)
    {
        using var opened = OpenAlive();
        return (long)
                Scalar(
                    opened,
                    $"""
                    select count(*) from pg_locks
                    where locktype = 'advisory' and granted and classid = {key >> 32} and objid = {key & uint.MaxValue} and objsubid = 1
                        and database = (select oid from pg_database where datname = current_database())
                    """
                )! > 0;
    }

    public void Vacuum(int mostSeconds)
    {
        using var opened = OpenAlive();
        Execute(opened, "vacuum", mostSeconds);
    }

    /// <summary>A connection of the pool can have died since its last use, such as while the database was restored. Another one is taken then, once.</summary>
    private NpgsqlConnection OpenAlive()
    {
        return PostgresHosts.OpenAlive(source, opened => opened, opened => Execute(opened, "select 1"));
    }

    /// <summary>Opens the database, or makes it where the server has none of this name, as a file is made where there is none.</summary>
    private NpgsqlConnection OpenOrMake()
    {
        try
        {
            return OpenAlive();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            Make(e);
            return OpenAlive();
        }
    }

    private void Make(PostgresException missing)
    {
        var name = settings.Database!.Replace("\"", "\"\"", StringComparison.Ordinal);
        var beside = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Database = "postgres", SearchPath = null };
        try
        {
            using var other = new PostgresHosts(beside);
            using var opened = PostgresHosts.Connect(other.Primary);
            Execute(opened, $"create database \"{name}\" template template0 encoding 'UTF8' locale_provider 'libc' locale 'C'");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process that starts at the same moment has made it.
        }
        catch (PostgresException)
        {
            throw missing;
        }
    }

    private static int VersionOf(NpgsqlConnection opened) => Convert.ToInt32(Scalar(opened, SchemaVersion), CultureInfo.InvariantCulture);

    private static object? Scalar(NpgsqlConnection opened, string sql)
    {
        using var command = opened.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(NpgsqlConnection opened, string sql, int? mostSeconds = null)
    {
        using var command = opened.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = mostSeconds ?? command.CommandTimeout;
        command.ExecuteNonQuery();
    }
}
