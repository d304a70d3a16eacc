using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>The servers of a connection string: the primary, and the standbys where public answers may be read from them.</summary>
/// <remarks>
/// Of several hosts, the one that takes writes is the primary, whichever it is at the moment. <c>Target Session Attributes=prefer-standby</c> lets reads go to the others. Without it they wait for
/// the primary to fail.
/// </remarks>
internal sealed class PostgresHosts : IDisposable
{
    private readonly NpgsqlDataSource all;

    public PostgresHosts(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (!PostgresSettings.HasStandbys(settings))
        {
            Primary = all = builder.Build();
            return;
        }

        var hosts = builder.BuildMultiHost();
        (all, Primary) = (hosts, hosts.WithTargetSession(TargetSessionAttributes.Primary));
        StandbyOrNull = PostgresSettings.ReadsStandbys(settings) ? hosts.WithTargetSession(TargetSessionAttributes.PreferStandby) : null;
    }

    public NpgsqlDataSource Primary { get; }

    /// <summary>A standby, or the primary where none is up; null where all reads are the primary's.</summary>
    public NpgsqlDataSource? StandbyOrNull { get; }

    /// <summary>Opens a connection and begins to use it. A connection of the pool can have died since its last use: then nothing was done, and another one is tried, once.</summary>
    /// <param name="source">The connections.</param>
    /// <param name="wrap">Makes of a connection what is given back.</param>
    /// <param name="begin">The first use.</param>
    public static T OpenAlive<T>(NpgsqlDataSource source, Func<NpgsqlConnection, T> wrap, Action<T> begin)
        where T : IDisposable
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var opened = wrap(Connect(source));
            try
            {
                begin(opened);
                return opened;
            }
            catch (NpgsqlException e) when (isFirst && PostgresErrors.IsDead(e))
            {
                opened.Dispose();
                source.Clear();
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
    }

    /// <summary>The same, where no thread waits for the server.</summary>
    /// <param name="source">The connections.</param>
    /// <param name="begin">Takes a connection and begins to use it. Where it fails, it has given the connection back.</param>
    public static async Task<T> BeginAliveAsync<T>(NpgsqlDataSource source, Func<NpgsqlDataSource, Task<T>> begin)
    {
        try
        {
            return await begin(source);
        }
        catch (NpgsqlException e) when (PostgresErrors.IsDead(e))
        {
            source.Clear();
            return await begin(source);
        }
    }

    /// <summary>Takes a connection. Where none can be made with the settings, it says which one is wrong.</summary>
    public static NpgsqlConnection Connect(NpgsqlDataSource source)
    {
        try
        {
            return source.OpenConnection();
        }
        catch (Exception e) when (PostgresErrors.RefusalOrNull(e, HasSeveral(source)) is { } why)
        {
            throw new DatabaseRefusedException(why, e);
        }
    }

    /// <inheritdoc cref="Connect"/>
    public static async Task<NpgsqlConnection> ConnectAsync(NpgsqlDataSource source)
    {
        try
        {
            return await source.OpenConnectionAsync();
        }
        catch (Exception e) when (PostgresErrors.RefusalOrNull(e, HasSeveral(source)) is { } why)
        {
            throw new DatabaseRefusedException(why, e);
        }
    }

    private static bool HasSeveral(NpgsqlDataSource source) =>
        PostgresSettings.HasStandbys(new NpgsqlConnectionStringBuilder(source.ConnectionString));

    public void Dispose() => all.Dispose();
}
