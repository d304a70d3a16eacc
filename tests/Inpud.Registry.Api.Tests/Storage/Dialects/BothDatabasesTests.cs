using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Features.Search;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Http.Keeping;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

/// <summary>A registry on a PostgreSQL server and one on an SQLite file give the same answers to the byte: every public GET of the contract, in each form, with its headers.</summary>
[OnBoth]
internal sealed class BothDatabasesTests
{
    private RegistryServer onFile = null!;
    private RegistryServer onServer = null!;

    private static IEnumerable<TestCaseData> Answers =>
        from read in ReadOperation.Public
        from form in read.Forms
        select new TestCaseData(read, form).SetArgDisplayNames(read.Template, form);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        (onFile, onServer) = (await BothDatabases.StartAsync(onServer: false), await BothDatabases.StartAsync(onServer: true));
        await onFile.AddExampleRecordsAsync();
        await onServer.AddExampleRecordsAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await onFile.DisposeAsync();
        await onServer.DisposeAsync();
    }

    [TestCaseSource(nameof(Answers))]
    public async Task Answer_WhenBothAreAsked_IsTheSame(ReadOperation read, string form)
    {
        foreach (var address in read.AddressesWithOptions.Prepend(read.Address))
        {
            await ExpectTheSameAsync(address, ("Accept", form));
        }
    }

    [Test]
    public async Task Answers_WhenBothAreAskedForManyValues_AreTheSame()
    {
        foreach (var address in await new AskedAddresses("euronpud", "ES", "people who use drugs", "150").ReadAsync(onFile))
        {
            await ExpectTheSameAsync(address);
        }
    }

    [Test]
    public async Task Search_WhenBothAreAskedWhatPeopleAsk_FindsTheSameInTheSameOrder()
    {
        foreach (
            var query in SearchTests
                .Queries.Select(query => query.Query)
                .Concat(["r", "re", "o'", "people & 'drugs", "a:*", @"\", "मानव", "日本"])
        )
        {
            await ExpectTheSameAsync($"/v1/search?limit=200&q={Uri.EscapeDataString(query)}");
            await ExpectTheSameAsync($"/v1/groups?q={Uri.EscapeDataString(query)}");
        }
    }

    private async Task ExpectTheSameAsync(string address, params (string, string)[] headers)
    {
        var ofFile = await onFile.AnswerAsync(HttpMethod.Get, address, headers);
        var ofServer = await onServer.AnswerAsync(HttpMethod.Get, address, headers);

        Assert.That(ofServer, Is.EqualTo(ofFile), address);
    }
}
