using System.Text.Json;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Registry;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Coverage;

/// <summary>Compares the three coverage answers with the lists that they link to and with the slow reference of the domain, on the shipped data and on random data.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CoverageReferenceTests
{
    private static readonly string[] Networks =
    [
        "africanpud",
        "enpud",
        "euronpud",
        "inwud",
        "lanpud",
        "menanpud",
        "nanpud",
        "napud",
        "panpud",
    ];

    [Test]
    public async Task Coverage_WhenTheDataIsTheShipped_EqualsTheReference()
    {
        await using var server = await RegistryServer.StartAsync();

        await AssertEqualAsync(server, new Random(1), questions: 12);
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Coverage_WhenTheDataIsRandom_EqualsTheReference(int seed)
    {
        await using var server = await RegistryServer.StartAsync();
        var random = new Random(seed);
        await server.WriteAsync([.. RandomRecords.Draw(random, Networks)]);

        await AssertEqualAsync(server, random, questions: 12);
    }

    private static async Task AssertEqualAsync(RegistryServer server, Random random, int questions)
    {
        var (state, evidence, regions) = await LoadAsync(server);
        for (var i = 0; i < questions; i++)
        {
            var day = new DateOnly(2012, 1, 1).AddDays(random.Next(5000));
            var standing = Pick(random, "constituent", "board-represented", "any");
            var network = random.Next(3) == 0 ? Pick(random, Networks) : null;
            var region = random.Next(2) == 0 ? Pick(random, [.. regions.Keys]) : null;
            var kind = random.Next(3) == 0 ? Enum.GetValues<EvidenceKind>()[random.Next(3)] : (EvidenceKind?)null;
            var query =
                $"asOf={day:yyyy-MM-dd}"
                + (network is null ? $"&standing={standing}" : $"&network={network}")
                + (region is null ? "" : $"&region={region}")
                + (kind is null ? "" : $"&evidence={Kebab.Text(kind.Value)}");

            var question = new CoverageQuestion(
                day,
                Counting(state, day, network, standing),
                region is null ? null : regions[region],
                kind
            );
            var byNetwork = await server.JsonAsync($"/v1/coverage?{query}&limit=200");
            var byCountry = await server.JsonAsync($"/v1/coverage/countries?{query}&limit=200");
            Assert.Multiple(() =>
            {
                AssertTotals(byNetwork.GetProperty("totals"), state, evidence, question, query);
                Assert.That(byCountry.GetProperty("totals").GetRawText(), Is.EqualTo(byNetwork.GetProperty("totals").GetRawText()), query);
                AssertRows(byNetwork, state, evidence, question, query);
            });
            await CoverageLinks.AssertAllAsync(server, byNetwork);
            await CoverageMatrixChecks.AssertAsync(server, evidence, question, query, byNetwork, byCountry);
        }
    }

    private static void AssertTotals(
        JsonElement totals,
        RegistryState state,
        IReadOnlyList<Evidence> evidence,
        CoverageQuestion question,
        string query
    )
    {
        var documented = totals.GetProperty("documented");
        var groups = totals.GetProperty("memberGroups");
        Assert.That(totals.GetProperty("remit").GetInt32(), Is.EqualTo(CoverageReference.Remit(state.Networks, question)), query);
        Assert.That(CountOf(documented, "countries", "possible"), Is.EqualTo(CoverageReference.Documented(evidence, question)), query);
        Assert.That(CountOf(groups, "groups", "possible"), Is.EqualTo(CoverageReference.MemberGroups(evidence, question)), query);
        Assert.That(
            CountOf(groups, "countries", "possibleCountries"),
            Is.EqualTo(CoverageReference.MemberGroupCountries(evidence, question)),
            query
        );
    }

    private static void AssertRows(
        JsonElement answer,
        RegistryState state,
        IReadOnlyList<Evidence> evidence,
        CoverageQuestion question,
        string query
    )
    {
        var rows = answer.GetProperty("items").EnumerateArray().ToDictionary(row => row.GetProperty("network").GetString()!);
        Assert.That(rows.Keys, Is.EquivalentTo(question.Networks.Keys), query);
        foreach (var (id, row) in rows)
        {
            var alone = question with { Networks = new Dictionary<string, Certainty> { [id] = Certainty.Certain } };
            Assert.That(row.GetProperty("remit").GetInt32(), Is.EqualTo(CoverageReference.Remit(state.Networks, alone)), $"{id} {query}");
            Assert.That(
                CountOf(row.GetProperty("documented"), "countries", "possible"),
                Is.EqualTo(CoverageReference.Documented(evidence, alone)),
                $"{id} {query}"
            );
            Assert.That(
                CountOf(row.GetProperty("memberGroups"), "groups", "possible"),
                Is.EqualTo(CoverageReference.MemberGroups(evidence, alone)),
                $"{id} {query}"
            );
        }
    }

    private static Count CountOf(JsonElement figure, string certain, string possible) =>
        new(figure.GetProperty(certain).GetInt32(), figure.GetProperty(possible).GetInt32());

    private static Dictionary<string, Certainty> Counting(RegistryState state, DateOnly day, string? network, string standing)
    {
        // Where the request names no standing, a network counts while it can exist, and its own dates decide how certain its evidence is.
        if (network is not null || standing == "any")
        {
            return state
                .Networks.Where(candidate => (network is null || candidate.Id == network) && candidate.Life.AsOf(day) != Certainty.None)
                .ToDictionary(candidate => candidate.Id, _ => Certainty.Certain);
        }

        return state
            .Networks.Where(candidate => candidate.Life.AsOf(day) != Certainty.None)
            .Select(candidate =>
                (
                    candidate.Id,
                    Certainty: candidate
                        .Standings.Where(term => Kebab.Text(term.Standing) == standing)
                        .Select(term => term.Period.AsOf(day))
                        .Append(Certainty.None)
                        .Max()
                )
            )
            .Where(candidate => candidate.Certainty != Certainty.None)
            .ToDictionary(candidate => candidate.Id, candidate => candidate.Certainty);
    }

    private static async Task<(RegistryState State, List<Evidence> Evidence, Dictionary<string, HashSet<string>> Regions)> LoadAsync(
        RegistryServer server
    )
    {
        await using var write = await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None);
        RegistryState? whole = null;
        await foreach (var piece in RegistryStateSql.PiecesAsync(write))
        {
            whole = whole is null
                ? piece
                : whole with
                {
                    Groups = [.. whole.Groups, .. piece.Groups],
                    Memberships = [.. whole.Memberships, .. piece.Memberships],
                };
        }

        var state = whole!;
        var networks = state.Networks.ToDictionary(network => network.Id);
        var groups = state.Groups.Where(group => group.Visibility == GroupVisibility.Public).ToDictionary(group => group.Id);
        var evidence = new List<Evidence>();
        evidence.AddRange(
            state
                .Memberships.Where(membership => groups.ContainsKey(membership.GroupId))
                .SelectMany(m =>
                    groups[m.GroupId]
                        .FormerCountries.Select(former => former.Value)
                        .Append(groups[m.GroupId].Country)
                        .Distinct()
                        .Select(country => new Evidence(
                            m.NetworkId,
                            country,
                            EvidenceKind.MemberGroup,
                            m.GroupId,
                            m.Period,
                            [networks[m.NetworkId].Life, groups[m.GroupId].Life]
                        )
                        {
                            Countries = groups[m.GroupId].Countries,
                        })
                )
        );
        evidence.AddRange(
            state
                .SeatTerms.Where(term => term.Country is not null)
                .Select(t => new Evidence(
                    t.NetworkId,
                    t.Country!,
                    EvidenceKind.Representative,
                    t.Id,
                    t.Period,
                    [networks[t.NetworkId].Life]
                ))
        );
        foreach (var row in await write.QueryAsync<HeadquartersRow>("select network_id, country, id, period, observed from headquarters"))
        {
            var period = Period.Parse(row.Period, row.Observed);
            evidence.Add(
                new Evidence(row.NetworkId, row.Country, EvidenceKind.Headquarters, row.Id, period, [networks[row.NetworkId].Life])
            );
        }

        var regions = await write.QueryAsync<RegionRow>("select region, country from public_region_countries");
        return (
            state,
            evidence,
            regions.GroupBy(row => row.Region).ToDictionary(rows => rows.Key, rows => rows.Select(row => row.Country).ToHashSet())
        );
    }

    private static string Pick(Random random, params string[] values) => values[random.Next(values.Length)];

    private sealed record HeadquartersRow
    {
        public string Id { get; init; } = "";
        public string NetworkId { get; init; } = "";
        public string Country { get; init; } = "";
        public string Period { get; init; } = "";
        public string? Observed { get; init; }
    }

    private sealed record RegionRow
    {
        public string Region { get; init; } = "";
        public string Country { get; init; } = "";
    }
}
