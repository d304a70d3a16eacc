using System.Net;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>What public queries cost. The addresses come from the contract.</summary>
[OfTheFile]
internal sealed class QueryCostTests
{
    private const int HiddenGroups = 2000;

    /// <summary>A connection that was open before takes a few steps less, and one that has compiled a statement before some hundred. To look at each hidden group once takes more than this.</summary>
    private const int Slack = HiddenGroups / 2;

    private const string AddGroups = """
        with recursive numbers (value) as (select 1 union all select value + 1 from numbers where value < @HiddenGroups)
        insert into groups (id, name, name_key, country, visibility, led_by_people_who_use_drugs, period, possible_from, possible_to, certain_from, certain_to, source_id)
        select
            'hidden-' || value, 'A hidden group ' || value, 'a-hidden-group-' || value, (select country from groups where slug = 'asud'),
            case value % 2 when 0 then 'private' else 'public' end, 1, '2010/..', '2010-01-01', '9999-12-31', '2010-12-31', '9999-12-31',
            (select source_id from groups where slug = 'asud')
        from numbers
        """;

    private const string AddMemberships = """
        insert into memberships (id, network_id, group_id, period, possible_from, possible_to, certain_from, certain_to, source_id)
        select n.id || '-' || g.id, n.id, g.id, '2012/..', '2012-01-01', '9999-12-31', '2012-12-31', '9999-12-31', g.source_id
        from groups as g cross join networks as n where g.id like 'hidden-%'
        """;

    private const string AddNames = """
        insert into group_names (group_id, name, name_key, kind, source_id)
        select id, name || ' too', name_key || '-too', 'alias', source_id from groups where id like 'hidden-%'
        """;

    private const string AddExternalIds = """
        insert into group_external_ids (group_id, scheme, value, source_id)
        select id, 'wikidata', 'Q1', source_id from groups where id like 'hidden-%'
        """;

    /// <summary>Consents that have run out.</summary>
    private const string AddConsents = """
        insert into consents (id, group_id, scope, given, given_to, until)
        select id || '-c', id, 'public', '2025-01-18', 'steward', '2025-01-19' from groups where id like 'hidden-%'
        """;

    /// <summary>Whoever measures how long an answer takes must not learn how many groups are hidden, nor in which country or network they are.</summary>
    [Test]
    public async Task PublicRead_WhenThereAreManyHiddenGroups_TakesAsManySteps()
    {
        var steps = new QuerySteps();
        await using var server = await RegistryServer.StartCountingAsync(steps);
        var addresses = ReadOperation
            // The status of an application is for whoever has its link.
            .Public.Where(read => read.Id != "getReadiness" && read.Tag != "Applications")
            .SelectMany(read => read.IsOtherForm ? [read.Address] : read.AddressesWithOptions.Prepend(read.Address))
            .Distinct()
            .ToList();
        await AskAsync(server, steps, addresses);
        var before = await AskAsync(server, steps, addresses);
        await server.WriteAsync(
            (AddGroups, new { HiddenGroups }),
            (AddMemberships, null),
            (AddNames, null),
            (AddExternalIds, null),
            (AddConsents, null)
        );
        // So many groups make indexes anew. A connection reads the schema again with its next question.
        await AskAsync(server, steps, addresses);
        var after = await AskAsync(server, steps, addresses);

        Assert.That(addresses, Has.Count.GreaterThan(100));
        Assert.That(before.Values.Sum(), Is.GreaterThan(10_000), "the counter has to count");
        Assert.That(
            after
                .Where(asked => Math.Abs(asked.Value - before[asked.Key]) > Slack)
                .Select(asked => $"{asked.Key}: {before[asked.Key]}, then {asked.Value}"),
            Is.Empty
        );
    }

    private static async Task<Dictionary<string, long>> AskAsync(RegistryServer server, QuerySteps steps, IEnumerable<string> addresses)
    {
        var taken = new Dictionary<string, long>();
        foreach (var address in addresses)
        {
            var before = steps.Taken;
            using var answer = await server.GetAsync(address);
            await answer.Content.ReadAsByteArrayAsync();
            Assert.That(answer.StatusCode, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.PermanentRedirect), address);
            taken[address] = steps.Taken - before;
        }

        return taken;
    }
}
