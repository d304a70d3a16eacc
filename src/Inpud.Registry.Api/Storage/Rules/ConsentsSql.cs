using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Rules;

internal static class ConsentsSql
{
    private const string Select = """
        select c.*, l.shown_as, (select count(*) from consent_approvals as a where a.consent_id = c.id) as approvals
        from consents as c left join consent_limits as l on l.consent_id = c.id
        """;

    /// <summary>The consents of each group whose id comes after one, up to another.</summary>
    public static async Task<ILookup<string, ConsentRow>> OfGroupsAsync(IQuerySession session, string after, string last) =>
        (
            await session.QueryAsync<ConsentRow>(
                $"{Select} where c.group_id > @after and c.group_id <= @last order by c.given, c.id",
                new { after, last }
            )
        ).ToLookup(row => row.GroupId);

    /// <summary>The consents of a group.</summary>
    public static Task<IReadOnlyList<ConsentRow>> OfGroupAsync(IQuerySession session, string groupId) =>
        session.QueryAsync<ConsentRow>($"{Select} where c.group_id = @groupId order by c.given, c.id", new { groupId });

    public static Task AddAsync(WriteSession write, string id, string groupId, string scope, string given, string givenTo, string? until) =>
        write.ExecuteAsync(
            "insert into consents (id, group_id, scope, given, given_to, until) values (@id, @groupId, @scope, @given, @givenTo, @until)",
            new
            {
                id,
                groupId,
                scope,
                given,
                givenTo,
                until,
            }
        );

    /// <summary>Ends a consent at once.</summary>
    public static Task EndAsync(WriteSession write, string id) =>
        write.ExecuteAsync("update consents set ended = @now where id = @id and ended is null", new { id, now = Instant.Text(write.Now) });
}
