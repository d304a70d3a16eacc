using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// Adds many public groups to a registry, with all that belongs to groups. Most are alike; of each kind of filter, a few fit whose number does not grow, so that whoever looks for these among all others takes ever more steps.
/// </summary>
/// <remarks>Plain statements that both databases understand, and not the writes of the API: a thousand groups in a fraction of a second.</remarks>
internal static class GrownRegistry
{
    /// <summary>How many groups of each batch are unlike the others. Only the first batch has them.</summary>
    public const int Few = 7;

    private const string Numbers =
        "with recursive numbers (number) as (select @From union all select number + 1 from numbers where number < @UpTo)";

    /// <summary>The few are among the first, and spread over the whole order of names.</summary>
    private const string IsOneOfFew = "number % 20 = 0 and number <= 20 * 7";

    /// <summary>A day and an instant on it, which differ from number to number.</summary>
    private const string Received =
        "'2025-' || substr('' || (101 + number % 12), 2) || '-' || substr('' || (101 + number % 28), 2) || 'T09:00:00.' || substr('' || (10000000 + number), 2) || 'Z'";

    /// <summary>The number with 64 digits, as long as a checksum.</summary>
    private const string Checksum =
        "substr('0000000000000000000000000000000000000000000000000000000000000000' || number, 1 + length('' || number))";

    private const string AddSources = $"""
        {Numbers}
        insert into sources (id, title, kind) select 'source-' || number, 'A source ' || number, 'article' from numbers where number % 20 = 1
        """;

    private const string AddGroups = $"""
        {Numbers}
        insert into groups (
            id, slug, name, name_key, name_order, country, type, scope, visibility, visibility_basis, led_by_people_who_use_drugs,
            period, possible_from, possible_to, certain_from, certain_to, source_id, kept_by
        )
        select
            'grown-' || number, 'grown-group-' || number, name, replace(lower(name), ' ', ''), replace(lower(name), ' ', '-'),
            case when {IsOneOfFew} then 'MT' else substr('FRFRFRDEESITPTPLGRRO', 1 + 2 * (number % 10), 2) end,
            case when {IsOneOfFew} then 'service' else 'association' end,
            case when {IsOneOfFew} then 'multinational' else 'local' end,
            'public', case number % 3 when 0 then null else 'A test.' end, true,
            case when {IsOneOfFew} then '1950/..' else '2010/..' end,
            case when {IsOneOfFew} then '1950-01-01' else '2010-01-01' end, '9999-12-31',
            case when {IsOneOfFew} then '1950-12-31' else '2010-12-31' end, '9999-12-31',
            'source-' || (number - (number - 1) % 20), 'euronpud'
        from (select number, case when {IsOneOfFew} then 'Seldom' else 'Common' end || ' ' || substr('' || (100000 + number * 7919 % 100003), 2) as name from numbers) as n
        """;

    private const string AddConsents = """
        insert into consents (id, group_id, scope, given, given_to)
        select id || '-consent', id, 'public', '2025-01-18', 'steward' from groups where id like 'grown-%' and visibility_basis is null
        on conflict do nothing
        """;

    private const string AddMemberships = $"""
        {Numbers}
        insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
        select
            'm-' || g.id, case when g.country = 'MT' then 'inwud' else 'euronpud' end, g.id,
            '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', g.source_id
        from numbers join groups as g on g.id = 'grown-' || number
        """;

    private const string AddNames = $"""
        {Numbers}
        insert into group_names (group_id, name, name_key, name_order, kind, source_id, slug)
        select g.id, 'Alias ' || g.name, 'alias' || g.name_key, 'alias-' || g.name_order, 'alias', g.source_id, 'alias-' || number
        from numbers join groups as g on g.id = 'grown-' || number
        """;

    private const string AddExternalIds = $"""
        {Numbers}
        insert into group_external_ids (group_id, scheme, value, source_id)
        select g.id, 'wikidata', 'Q' || n.number, g.source_id from numbers as n join groups as g on g.id = 'grown-' || n.number
        """;

    /// <summary>A few groups moved, most of them from Sweden.</summary>
    private const string AddFormerValues = $"""
        {Numbers}
        insert into group_former_values (
            group_id, attribute, country, type, period, possible_from, possible_to, certain_from, certain_to, replaced_by, source_id
        )
        select
            g.id, a.value, case a.value when 'country' then case when {IsOneOfFew} then 'IS' else 'SE' end end, case a.value when 'type' then 'collective' end,
            '2010/2015', '2010-01-01', '2015-12-31', '2010-12-31', '2015-01-01', '2016-01-01', g.source_id
        from numbers as n join groups as g on g.id = 'grown-' || n.number cross join (select 'country' as value union all select 'type') as a
        where n.number % 70 = 0 or {IsOneOfFew}
        """;

    /// <summary>Some groups have the one before them as a successor.</summary>
    private const string AddSuccessors = $"""
        {Numbers}
        insert into group_successors (group_id, successor_id, kind, source_id)
        select g.id, 'grown-' || (number - 1), 'succession', g.source_id from numbers join groups as g on g.id = 'grown-' || number where number % 10 = 0
        """;

    private const string AddIndexedNames = $"""
        {Numbers}
        insert into public_names (resource, resource_id, found_resource, found_id, kind, name, search_key)
        select 'groups', g.id, 'groups', g.id, k.value, case k.value when 'name' then g.name else 'Alias ' || g.name end,
            case k.value when 'name' then g.name_key else 'alias' || g.name_key end
        from numbers as n join groups as g on g.id = 'grown-' || n.number cross join (select 'name' as value union all select 'alias') as k
        """;

    private const string AddWordsToFile = """
        insert into public_name_words (rowid, words)
        select id, lower(name) || ' ' || search_key from public_names
        where id > (select coalesce(max(rowid), 0) from public_name_words) and found_id like 'grown-%'
        """;

    private const string AddWordsOnServer = """
        insert into public_name_words (id, words)
        select id, array_to_tsvector(string_to_array(lower(name) || ' ' || search_key, ' ')) from public_names
        where id > (select coalesce(max(id), 0) from public_name_words) and found_id like 'grown-%'
        """;

    private const string AddPublicChanges = $"""
        {Numbers}
        insert into public_changes (at, resource, resource_id, record)
        select '2026-01-14T12:00:00.0000000Z', 'groups', g.id, '{"{"}"id":"' || g.id || '","name":"' || g.name || '"{"}"}' from numbers join groups as g on g.id = 'grown-' || number
        """;

    private const string AddChanges = $"""
        {Numbers}
        insert into changes (at, actor, action, resource, resource_id, after, reason, checksum, salt, content_hash)
        select '2026-01-14T12:00:00.0000000Z', 'test', 'create', 'groups', 'grown-' || number, '{"{}"}', 'A test.', {Checksum}, '', '' from numbers
        """;

    private const string AddProposals = $"""
        {Numbers}
        insert into proposals (id, network_id, group_id, state, stated, received)
        select 'p-' || number, 'inwud', 'grown-' || number, case number % 3 when 0 then 'waiting' else 'refused' end,
            '{"{"}"group":"grown-' || number || '","period":"2019/..","source":"registry-curation","reason":"r"{"}"}', {Received}
        from numbers
        """;

    private const string AddOffers = $"""
        {Numbers}
        insert into offers (id, group_id, kept_by, network_id, state, received)
        select 'o-' || number, 'grown-' || number, 'euronpud', 'inwud', case number % 3 when 0 then 'waiting' else 'refused' end, {Received}
        from numbers
        """;

    private const string AddApplications = $"""
        {Numbers}
        insert into applications (id, network_id, link_hash, state, stated, received)
        select 'ap-' || number, 'africanpud', {Checksum}, case number % 3 when 0 then 'waiting' else 'refused' end,
            '{"{"}"network":"africanpud","name":"An Applicant","country":"KE","ledByPeopleWhoUseDrugs":true,"period":"2012/.."{"}"}',
            {Received}
        from numbers
        """;

    /// <summary>Adds the groups with these numbers.</summary>
    public static async Task AddAsync(RegistryServer server, int from, int upTo)
    {
        await using var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        foreach (
            var statement in (string[])
                [
                    AddSources,
                    AddGroups,
                    AddConsents,
                    AddMemberships,
                    AddNames,
                    AddExternalIds,
                    AddFormerValues,
                    AddSuccessors,
                    AddIndexedNames,
                    server.Database.IsOnServer ? AddWordsOnServer : AddWordsToFile,
                    AddPublicChanges,
                    AddChanges,
                    AddProposals,
                    AddOffers,
                    AddApplications,
                ]
        )
        {
            await write.ExecuteAsync(statement, new { From = from, UpTo = upTo });
        }

        await write.CommitBookkeepingAsync(CancellationToken.None);
    }
}
