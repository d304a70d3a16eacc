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

    public void Dispose() => all.Dispose();
}
