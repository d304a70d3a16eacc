using System.Globalization;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Features.Coverage;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Http.Keeping;

/// <summary>A group of a list is written once for all days on which it is the same. A service that keeps nothing writes it anew for each list, and is the reference.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class KeptItemsTests
{
    private const int Days = 120;

    private static readonly string[] Lists = ["/v1/groups?limit=200", "/v1/groups?network=any&limit=200"];

    [TestCase(1)]
    [TestCase(2)]
    public async Task Lists_AsOfTheDaysAroundEachChange_AreThoseOfAServiceThatKeepsNothing(int seed)
    {
        await using var server = await StartAsync(new Random(seed));
        await using var reference = await ReferenceAsync(server);
        var days = await DaysOfChangesAsync(server);
        new Random(seed).Shuffle(days);

        foreach (var day in days.Take(Days))
        {
            await AssertAsync(server, reference, $"&asOf={day}");
        }
    }

    /// <summary>A server with random groups, some of which had another name, and some of which are counted and not named.</summary>
    private static async Task<RegistryServer> StartAsync(Random random)
    {
        var server = await RegistryServer.StartAsync();
        await server.WriteAsync([
            .. RandomRecords.Draw(random, ["africanpud", "euronpud", "inwud", "lanpud"]),
            (AddFormerNames, null),
            (AddConsents, null),
            ("update groups set anonymous_id = 'anonymous-' || id where visibility = 'country'", null),
        ]);
        server.Clock.Advance(TimeSpan.FromDays(1));
        using var settled = await server.GetAsync("/v1/networks");
        return server;
    }

    private static async Task<RegistryServer> ReferenceAsync(RegistryServer server)
    {
        var reference = await RegistryServer.StartWithAsync(server.Database.Argument, "--Registry:Limits:KeptAnswersBytes=0");
        reference.Clock.SetUtcNow(server.Clock.GetUtcNow());
        return reference;
    }

    private const string AddFormerNames = """
        insert into group_names (group_id, name, name_key, kind, period, possible_from, possible_to, certain_from, certain_to, source_id)
        select id, 'Once ' || id, 'once' || id, 'former', '2013-02/2016', '2013-02-01', '2016-12-31', '2013-02-28', '2016-01-01', 'inpud-article'
        from groups where id like 'group-%1' or id like 'group-%6'
        """;

    private const string AddConsents = """
        insert into consents (id, group_id, scope, given, given_to)
        select id || '-c', id, 'country', '2026-01-10', 'steward' from groups where visibility = 'country'
        """;

    /// <summary>Each day on which something that has a date begins or ends, the day before and the day after.</summary>
    private static async Task<string[]> DaysOfChangesAsync(RegistryServer server)
    {
        var turns = string.Join(
            " union ",
            from table in new[] { "memberships", "group_former_values", "group_names", "groups" }
            from column in new[] { "possible_from", "possible_to", "certain_from", "certain_to" }
            select $"select {column} as day from {table}"
        );
        var days = await ListAsync(server, $"select day from ({turns}) as turns where day > '1980' and day < '2026'");
        return
        [
            .. days.Select(day => DateOnly.Parse(day, CultureInfo.InvariantCulture))
                .SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) })
                .Distinct()
                .Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
    }

    private static async Task<IReadOnlyList<string>> ListAsync(RegistryServer server, string sql)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        return await read.QueryAsync<string>(sql);
    }

    private static async Task AssertAsync(RegistryServer server, RegistryServer reference, string asOf)
    {
        foreach (var list in Lists)
        {
            Assert.That(await server.TextAsync(list + asOf), Is.EqualTo(await reference.TextAsync(list + asOf)), list + asOf);
        }
    }
}
