using System.Text;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Http.Keeping;
using Inpud.Registry.Api.Tests.Storage.Views;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>Adds a hidden record of every kind that can be hidden. Every public address answers for its id as for an id that does not exist, in every parameter.</summary>
internal sealed class HiddenRecordTests
{
    private static readonly (string, string) Browser = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    private readonly Dictionary<string, string> hidden = [];
    private RegistryServer server = null!;

    private static IEnumerable<ReadOperation> Asking =>
        ReadOperation.Public.Where(read => !read.IsOtherForm && (read.RequiredNames.Any() || read.TextOptions.Any()));

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        await using (var connection = await server.Database.OpenAsync("2026-01-15"))
        {
            var schema = new Schema(connection);
            await using var transaction = await connection.BeginTransactionAsync();
            var rows = new MadeRows(connection, transaction, schema);
            foreach (var table in RegistryTables.Public.Resources.Where(table => schema.CanBePrivate(table.Name)))
            {
                hidden[table.Name] = rows.Add(
                    table,
                    isCited: true,
                    schema
                        .HidingColumnsOf(table.Name)
                        .Select(column => Schema.HidingValuesOf(table.Name, column).Last())
                        .Select(hiding => (hiding.Column, (object?)hiding.Value))
                );
            }

            await transaction.CommitAsync();
        }

        // Writes the public history again, as an import does.
        await server.WriteAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [TestCaseSource(nameof(Asking))]
    public async Task Answer_WhenAskedForAHiddenRecord_IsThatToOneThatDoesNotExist(ReadOperation read)
    {
        var different = new List<string>();
        foreach (var id in hidden.Values.Distinct())
        {
            // The absent id has the same letters, since error messages about dates depend on the letters.
            var absent = id.Replace("made-of", "deam-fo", StringComparison.Ordinal);
            var addresses = new AskedAddresses(id).WithValues(read).ToList();
            foreach (var (address, ofAbsent) in addresses.Zip(new AskedAddresses(absent).WithValues(read)))
            {
                if (
                    await NormalisedAsync(address, id) != await NormalisedAsync(ofAbsent, absent)
                    || await NormalisedAsync(address, id, Browser) != await NormalisedAsync(ofAbsent, absent, Browser)
                )
                {
                    different.Add(address);
                }
            }
        }

        Assert.That(hidden, Has.Count.GreaterThan(15));
        Assert.That(different, Is.Empty);
    }

    /// <summary>The addresses of histories need a resource and an id that belong together, so that this test makes them itself.</summary>
    [Test]
    public async Task History_WhenTheRecordIsHidden_IsThatOfOneThatDoesNotExist()
    {
        var kinds = RegistryTables.Public.Resources.Where(table => table.Resource is not null && hidden.ContainsKey(table.Name)).ToList();
        foreach (var table in kinds)
        {
            using var answer = await server.GetAsync($"/v1/{table.Resource}/{hidden[table.Name]}/history");
            Assert.That((int)answer.StatusCode, Is.EqualTo(404), table.Name);
        }

        Assert.That(kinds, Has.Count.GreaterThanOrEqualTo(12));
    }

    [Test]
    public async Task Answers_WhenThereAreHiddenRecords_HaveNothingOfThem()
    {
        var hits = server.Kept().Hits;
        foreach (var address in await new AskedAddresses("KE", "any", "2014-06-01", "202", "registry-curation").ReadAsync(server))
        {
            // The second answer is the kept one.
            for (var i = 0; i < 2; i++)
            {
                using var response = await server.GetAsync(address);
                var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());

                Assert.That(body, Does.Not.Contain("made-of-"), address);
            }
        }

        Assert.That(server.Kept().Hits - hits, Is.GreaterThan(100));
    }

    private async Task<string> NormalisedAsync(string address, string id, params (string, string)[] asks)
    {
        using var response = await server.GetAsync(address, asks);
        var body = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "").Replace(id, "ID", StringComparison.Ordinal)}";
    }
}
