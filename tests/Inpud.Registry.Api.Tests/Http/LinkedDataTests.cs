using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>What a search engine or a catalogue reads of INPUD, networks, groups, people and figures (JSON-LD, schema.org). Nothing is fetched: the terms stand here.</summary>
internal sealed class LinkedDataTests
{
    private const string Form = "application/ld+json";

    private static readonly string[] OfOrganization =
    [
        "name",
        "alternateName",
        "description",
        "foundingDate",
        "dissolutionDate",
        "foundingLocation",
        "url",
        "sameAs",
        "areaServed",
        "address",
        "memberOf",
        "knowsAbout",
    ];

    /// <summary>The terms of schema.org that the answers use, by type.</summary>
    private static readonly Dictionary<string, string[]> Terms = new()
    {
        ["NGO"] = OfOrganization,
        ["Organization"] = OfOrganization,
        ["Person"] = ["name", "memberOf", "affiliation"],
        ["OrganizationRole"] = ["roleName", "startDate", "endDate", "memberOf"],
        ["Place"] = ["name", "address"],
        ["PostalAddress"] = ["addressCountry", "addressRegion", "addressLocality"],
        ["Dataset"] =
        [
            "name",
            "description",
            "creator",
            "license",
            "isAccessibleForFree",
            "temporalCoverage",
            "variableMeasured",
            "distribution",
        ],
        ["PropertyValue"] = ["name", "description", "value"],
        ["DataDownload"] = ["encodingFormat", "contentUrl"],
    };

    private RegistryServer server = null!;

    private static IEnumerable<ReadOperation> Reads => ReadOperation.All.Where(read => read.Forms.Contains(Form));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public void Contract_WhenRead_OffersLinkedDataOfRecordsAndFigures() =>
        Assert.That(
            Reads.Select(read => read.Template),
            Is.EquivalentTo([
                "/v1/inpud",
                "/v1/networks/{network}",
                "/v1/groups/{group}",
                "/v1/people/{person}",
                "/v1/coverage",
                "/v1/coverage/countries",
                "/v1/coverage/regions",
            ])
        );

    [TestCaseSource(nameof(Reads))]
    public async Task Answer_WhenAskedAsLinkedData_UsesTermsOfSchemaOrg(ReadOperation read)
    {
        using var response = await server.GetAsync(read.Address, ("Accept", Form));
        using var plain = await server.GetAsync(read.Address);
        var text = await response.Content.ReadAsStringAsync();
        var answer = JsonDocument.Parse(text).RootElement;
        var example = read.Answer.GetProperty("content").GetProperty(Form).GetProperty("example");

        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo(Form));
            Assert.That(plain.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
            Assert.That(response.Headers.Vary, Does.Contain("Accept"));
            Assert.That(response.Headers.ETag, Is.Not.Null.And.Not.EqualTo(plain.Headers.ETag));
            foreach (var document in new[] { answer, example })
            {
                Assert.That(document.GetProperty("@context").GetString(), Is.EqualTo("https://schema.org"));
                Assert.That(document.GetProperty("@id").GetString(), Does.StartWith("http"));
                Assert.That(MistakesIn(document), Is.Empty);
            }

            Assert.That(text, Does.Not.Contain("null"));
        });
        Assert.That((await server.GetAsync(answer.GetProperty("@id").GetString()!)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("2008/..", "2008", null)]
    [TestCase("2008-10/2015-03-01", "2008-10", "2015-03-01")]
    [TestCase("1997~/..", null, null)]
    [TestCase("199X/2004-XX", null, null)]
    [TestCase("/2004?", null, null)]
    public async Task Date_WhenItIsNotExact_IsLeftOut(string period, string? founded, string? dissolved)
    {
        await server.WriteAsync(("update groups set period = @period, observed = null where slug = 'vandu'", new { period }));
        var group = await ReadAsync("/v1/groups/vandu");

        Assert.Multiple(() =>
        {
            Assert.That(TextOf(group, "foundingDate"), Is.EqualTo(founded));
            Assert.That(TextOf(group, "dissolutionDate"), Is.EqualTo(dissolved));
        });
    }

    [Test]
    public async Task Name_WhenItHasMarkup_EndsNoScriptElement()
    {
        await using var own = await RegistryServer.StartAsShippedAsync();
        await own.WriteAsync(("update groups set name = '</script><script>alert(1)</script> & Жизнь' where slug = 'vandu'", null));
        using var response = await own.GetAsync("/v1/groups/vandu", ("Accept", Form));
        var text = await response.Content.ReadAsStringAsync();

        Assert.That(text, Does.Not.Contain('<').And.Not.Contain('>').And.Not.Contain('&').And.Contain("Жизнь"));
        Assert.That(
            JsonDocument.Parse(text).RootElement.GetProperty("name").GetString(),
            Is.EqualTo("</script><script>alert(1)</script> & Жизнь")
        );
    }

    [Test]
    public async Task Organisation_WhenOthersKnowIt_SaysWhereAndWhoseMemberItIs()
    {
        await server.WriteAsync(
            (
                "insert into group_external_ids (group_id, scheme, value, source_id) values (@Asud, 'wikidata', 'Q42', 'inpud-article')",
                new { Shipped.Asud }
            )
        );
        var group = await ReadAsync("/v1/groups/asud");
        var network = await ReadAsync("/v1/networks/euronpud");

        Assert.Multiple(() =>
        {
            Assert.That(group.GetProperty("sameAs")[0].GetString(), Is.EqualTo("https://www.wikidata.org/wiki/Q42"));
            Assert.That(group.GetProperty("memberOf")[0].GetProperty("@id").GetString(), Is.EqualTo(server.Whole("/v1/networks/euronpud")));
            Assert.That(network.GetProperty("memberOf").GetProperty("@id").GetString(), Is.EqualTo(server.Whole("/v1/inpud")));
        });
        Assert.That((await ReadAsync("/v1/networks/panpud")).TryGetProperty("memberOf", out _), Is.False, "it is no constituent");
        var person = await ReadAsync("/v1/people/olga-szubert");
        Assert.That(person.GetProperty("memberOf")[0].GetProperty("roleName").GetString(), Is.EqualTo("Deputy Director"));
    }

    [Test]
    public async Task Dataset_WhenItIsDownloaded_IsTheAskedTable()
    {
        var dataset = await ReadAsync("/v1/coverage?asOf=2025-09-01&network=euronpud&limit=1");
        var csv = dataset.GetProperty("distribution").EnumerateArray().Single(one => TextOf(one, "encodingFormat") == "text/csv");
        using var table = await server.GetAsync(TextOf(csv, "contentUrl")!);

        Assert.Multiple(() =>
        {
            Assert.That(TextOf(dataset, "temporalCoverage"), Is.EqualTo("2025-09-01"));
            Assert.That(table.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"));
            Assert.That(TextOf(csv, "contentUrl"), Is.EqualTo(server.Whole("/v1/coverage?asOf=2025-09-01&network=euronpud&format=csv")));
            Assert.That(
                dataset
                    .GetProperty("variableMeasured")
                    .EnumerateArray()
                    .Single(one => TextOf(one, "name") == "documented")
                    .GetProperty("value")
                    .GetInt32(),
                Is.EqualTo(4)
            );
        });
    }

    [TestCase("/v1/networks")]
    [TestCase("/v1/coverage/matrix")]
    public async Task Answer_WhenItHasNoLinkedData_SaysSo(string address)
    {
        using var response = await server.GetAsync(address, ("Accept", Form));

        await RegistryServer.ProblemAsync(response, HttpStatusCode.NotAcceptable, "not-acceptable");
    }

    private async Task<JsonElement> ReadAsync(string address)
    {
        using var response = await server.GetAsync(address, ("Accept", Form));
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string? TextOf(JsonElement thing, string name) => thing.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>Each thing has a type, and only properties that the type has.</summary>
    private static IEnumerable<string> MistakesIn(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().SelectMany(MistakesIn);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var type = TextOf(json, "@type") ?? "";
        return Terms.TryGetValue(type, out var terms)
            ? json.EnumerateObject()
                .SelectMany(property =>
                    property.Name.StartsWith('@') || terms.Contains(property.Name)
                        ? MistakesIn(property.Value)
                        : [$"{type} has no {property.Name}"]
                )
            : [$"'{type}' is no type"];
    }
}
