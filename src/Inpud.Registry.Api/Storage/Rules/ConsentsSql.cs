using System.Globalization;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Storage.Rules;

/// <summary>A consent as it is kept: to whom it was given is a role, never a person; when it was taken back, null where it was not.</summary>
internal sealed record KeptConsent(string Id, Consent Consent, string GivenTo, DateTimeOffset? Ended);

internal static class ConsentsSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string GroupId { get; init; } = "";
        public string Scope { get; init; } = "";
        public string Given { get; init; } = "";
        public string GivenTo { get; init; } = "";
        public string? Until { get; init; }
        public string? Ended { get; init; }

        public KeptConsent Kept =>
            new(
                Id,
                new Consent(Kebab.Parse<GroupVisibility>(Scope), Day(Given), Until is null ? null : Day(Until)),
                GivenTo,
                Instant.ParseOrNull(Ended)
            );

        private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The consents of each group whose id comes after one, up to another.</summary>
    public static async Task<ILookup<string, KeptConsent>> OfGroupsAsync(IQuerySession session, string after, string last) =>
        (
            await session.QueryAsync<Row>(
                "select * from consents where group_id > @after and group_id <= @last order by given, id",
                new { after, last }
            )
        ).ToLookup(row => row.GroupId, row => row.Kept);

    /// <summary>The consents of a group.</summary>
    public static async Task<IReadOnlyList<KeptConsent>> OfGroupAsync(IQuerySession session, string groupId) =>
        [
            .. (
                await session.QueryAsync<Row>("select * from consents where group_id = @groupId order by given, id", new { groupId })
            ).Select(row => row.Kept),
        ];

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
