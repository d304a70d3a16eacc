namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Tells whether the server put the database back to an earlier state: by pg_restore, by the log of writes, or by a copy that took its name.</summary>
/// <remarks>
/// A mark names what the database was when the epoch was noted: its cluster, the database in it, the timeline of the log, and the transaction that wrote the mark. Each way back changes one of them:
/// another cluster or a copy has other numbers, recovery to a moment and a standby that takes over begin another timeline, and pg_restore writes the mark by another transaction. The mark is a comment,
/// which pg_dump copies, so that a restored database has one and it is wrong. A row of a table was rejected: it would be a migration for a thing that SQLite has no use for. Comparing the number of the
/// latest change with one that the service remembers was rejected: a service that was restarted remembers none, and a standby is behind by right.
/// </remarks>
internal static class PostgresEpoch
{
    /// <summary>The numbers come back in the same transaction, so that the server has to be no standby: a standby marks nothing and follows its primary.</summary>
    private const string Place = """
        (select system_identifier from pg_control_system()) || '/' || (select oid from pg_database where datname = current_database())
            || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
        """;

    /// <summary>How many transactions have a number before the column of a row's transaction begins anew.</summary>
    private const string Numbers = "4294967296";

    public const string Mark = $"""
        select case
            when pg_is_in_recovery() then 'own'
            when d.description is null then 'none'
            when d.description = {Place} || '/' || cast(d.xmin as text) then 'own'
            else 'other'
        end
        from pg_class as c left join pg_description as d on d.objoid = c.oid and d.classoid = cast('pg_class' as regclass) and d.objsubid = 0
        where c.oid = cast('epoch' as regclass)
        """;

    public const string SetMark = $"""
        do $mark$
        begin
            execute format('comment on table epoch is %L', {Place} || '/' || mod(cast(cast(pg_current_xact_id() as text) as bigint), {Numbers}));
        end;
        $mark$
        """;
}
