using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Every list that the contract offers as CSV.</summary>
internal sealed class CsvContractTests : ReadingTests
{
    /// <summary>The columns that scripts rely on, in their order. New columns come after them.</summary>
    private static readonly Dictionary<string, string> Promised = new(StringComparer.Ordinal)
    {
        ["/v1/timeline"] = "id,date,certainty,kind,title,summary,places,source,note,locator",
        ["/v1/documents"] = "id,title,kind,published,certainty,author,milestone,source,note,locator,period,observed",
        ["/v1/partners"] = "id,name,abbreviation,role,summary,document,period,observed,certainty,source,note,locator",
        ["/v1/networks"] = "id,name,abbreviation,kind,standing,period,observed,certainty,source,note,locator,focus,activities,admits",
        ["/v1/groups"] =
            "id,name,country,subdivision,place,type,scope,period,observed,certainty,memberOf,source,note,locator,involvement,goals,fundingSources,ledByPeopleWhoUseDrugs,leadershipBasis,visibility,visibilityBasis",
        ["/v1/networks/{network}/groups"] =
            "id,name,country,subdivision,place,type,scope,period,observed,certainty,memberOf,source,note,locator,involvement,goals,fundingSources,ledByPeopleWhoUseDrugs,leadershipBasis,visibility,visibilityBasis",
        ["/v1/networks/{network}/countries"] = "code,name,inRemit,documented,certainty",
        ["/v1/networks/{network}/individuals"] =
            "country,people,shown,period,observed,certainty,source,note,locator,id,peopleBelow,visibility,visibilityBasis,consentGiven,consentUntil",
        ["/v1/networks/{network}/representatives"] =
            "id,network,person,name,country,place,period,observed,certainty,source,note,locator,personWithheld",
        ["/v1/countries"] = "code,alpha3,m49,name,region,status,certainty,source",
        ["/v1/countries/{code}/evidence"] = "network,kind,record,label,certainty,source,note,locator",
        ["/v1/regions"] = "code,name,kind,parent,countries,rows,source",
        ["/v1/board"] =
            "kind,network,office,name,state,certainty,person,country,possiblePeople,source,note,locator,period,observed,personWithheld",
        ["/v1/secretariat"] = "post,title,person,name,period,observed,certainty,source,note,locator,id,personWithheld",
        ["/v1/secretariat/posts"] = "id,title,position,source,note,locator",
        ["/v1/sources"] = "id,title,kind,publisher,url,licence,observed,note",
        ["/v1/rules"] = "code,sentence,why,mend,example,holds",
        ["/v1/coverage"] =
            "network,name,standing,certainty,remit,claimed,claimedAsOf,claimedSource,documented,documentedPossible,memberGroups,memberGroupsPossible,memberGroupCountries,memberGroupCountriesPossible,documentedRows,memberGroupsRows,abbreviation",
        ["/v1/coverage/countries"] =
            "country,name,remitNetworks,documentedNetworks,documentedNetworksPossible,memberGroups,memberGroupsPossible,documentedRows,memberGroupsRows",
        ["/v1/coverage/regions"] =
            "region,name,kind,countries,remit,documented,documentedPossible,memberGroups,memberGroupsPossible,memberGroupCountries,memberGroupCountriesPossible,documentedRows,memberGroupsRows",
        ["/v1/coverage/matrix"] =
            "asOf,network,abbreviation,name,country,countryName,evidence,certainty,evidenceCertainty,sources,networkDocumented,networkDocumentedPossible,totalDocumented,totalDocumentedPossible,rows",
    };

    /// <summary>Figures have other names in CSV than in JSON, where they are nested in objects.</summary>
    private static readonly string[] Figures = ["/v1/coverage", "/v1/coverage/countries", "/v1/coverage/regions"];

    private static IEnumerable<ReadOperation> Lists => ReadOperation.Public.Where(read => read.IsList && read.Table is not null);

    private static IEnumerable<ReadOperation> RecordLists => Lists.Where(read => !Figures.Contains(read.Template));

    [TestCaseSource(nameof(Lists))]
    public async Task Csv_WhenAskedByHeader_HasTheColumnsAndEveryRow(ReadOperation read)
    {
        using var response = await Server.GetAsync(read.Address, ("Accept", "text/csv"));
        var csv = await response.Content.ReadAsStringAsync();

        Assert.That(Promised, Does.ContainKey(read.Template), "a new list: write its columns down above");
        Assert.Multiple(() =>
        {
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/csv; charset=utf-8; header=present"));
            Assert.That(csv.Split("\r\n")[0], Does.StartWith(Promised[read.Template]));
        });
        Assert.That(csv.TrimEnd().Split("\r\n"), Has.Length.EqualTo(int.Parse(Text(await Server.JsonAsync(read.Address), "total")!) + 1));
        Assert.That(await Server.TextAsync(ReadOperation.With(read.Address, "format", "csv")), Is.EqualTo(csv));
        Assert.That(await Server.TextAsync(read.Table!.Address), Is.EqualTo(csv));
    }

    /// <summary>Each plain value of an item has a column of the same name. Its objects have columns of other names, or tables of their own.</summary>
    [TestCaseSource(nameof(RecordLists))]
    public async Task Csv_WhenAnItemHasAPlainProperty_HasItAsAColumn(ReadOperation read)
    {
        var columns = (await Server.TextAsync(ReadOperation.With(read.Address, "format", "csv"))).Split("\r\n")[0].Split(',');
        var schemas = new Schemas(RegistryServer.Contract());
        var item = schemas.ItemOf(read.Answer.GetProperty("content").GetProperty("application/json").GetProperty("schema"));
        var plain = schemas
            .PropertiesOf(item)
            .Where(property => schemas.IsPlain(property.Value))
            .Select(property => property.Name)
            .ToList();

        Assert.That(plain, Is.Not.Empty);
        Assert.That(plain.Except(columns), Is.Empty);
    }

    [TestCaseSource(nameof(Lists))]
    public async Task Table_WhenItHasAnotherPage_LinksToItAsATable(ReadOperation read)
    {
        var address = ReadOperation.With(read.Table!.Address, "limit", "1");
        using var first = await Server.GetAsync(address);
        if (!first.Headers.TryGetValues("Link", out var links))
        {
            Assert.That(Text(await Server.JsonAsync(read.Address), "total"), Is.AnyOf("0", "1"));
            return;
        }

        var next = links.Single().Split('<', '>')[1];
        using var second = await Server.GetAsync(next);

        Assert.That(next, Does.StartWith(read.Table.Address + "?"));
        Assert.That(second.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/csv"));
        Assert.That(await second.Content.ReadAsStringAsync(), Is.Not.EqualTo(await first.Content.ReadAsStringAsync()));
    }

    [Test]
    public async Task Table_WhenTheRequestNamesAFormBesides_IsRefused()
    {
        using var response = await Server.GetAsync("/v1/coverage.csv?format=json");

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("form-of-the-address"));
    }

    /// <summary>A generated client has one type for the answer of an operation. Of an operation with two it takes the first, and cannot read the other.</summary>
    [Test]
    public void Operation_WhenItAnswersInSeveralForms_HasAnAddressForEach()
    {
        var siblings = Server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<EndpointDefinition>())
            .OfType<EndpointDefinition>()
            .Distinct()
            .SelectMany(operation => SiblingAddresses.Of(operation).Select(ending => operation.Routes[0] + ending));
        // JSON-LD is JSON, and a generated client does not ask for it.
        var mixed = ReadOperation.All.Where(read =>
            read.Forms.Contains("application/json") && read.Forms.Except(["application/json", "application/ld+json", "text/html"]).Any()
        );

        Assert.That(siblings, Is.Not.Empty.And.SubsetOf(ReadOperation.All.Select(read => read.Template)));
        Assert.That(mixed.Select(read => read.Template), Is.Empty);
        Assert.That(
            ReadOperation
                .All.Where(read =>
                    read.Forms.Contains("application/json") && read.Parameters.Any(one => ReadOperation.NameOf(one) == "format")
                )
                .Select(read => read.Template),
            Is.Empty
        );
    }

    [Test]
    public void Csv_WhenTheContractIsRead_IsOfferedByManyLists() => Assert.That(Lists.Count(), Is.GreaterThanOrEqualTo(19));
}
