using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>Whoever sees a fact in a list finds its record: the id stands beside the fact.</summary>
internal sealed class ShownIdsTests
{
    [Test]
    public async Task Record_WhenItIsPublic_HasItsIdInAListOrARecord()
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        await server.AddExampleRecordsAsync();
        var shown = string.Concat(await AnswersAsync(server));
        var missing = new List<string>();
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        foreach (var kind in server.Services.GetRequiredService<IEnumerable<IRecordKind>>())
        {
            var table = RegistryTables.Full.Resources.Single(table => table.Resource == kind.Resource).Name;
            var ids = await read.QueryAsync<string>($"select id from public_{table}");
            Assert.That(ids, Is.Not.Empty, kind.Resource);
            missing.AddRange(ids.Where(id => !shown.Contains($"\"{id}\"", StringComparison.Ordinal)).Select(id => $"{kind.Resource} {id}"));
        }

        Assert.That(missing, Is.Empty);
    }

    /// <summary>The answers to all public reads but the feed, the histories and the exports, which name every record.</summary>
    private static async Task<IReadOnlyList<string>> AnswersAsync(RegistryServer server)
    {
        var answers = new List<string>();
        var networks = await IdsAsync(server, "/v1/networks?standing=any&limit=200");
        var groups = await IdsAsync(server, "/v1/groups?limit=200");
        foreach (var operation in ReadOperation.Public.Where(read => read.Tag is not ("History" or "Export" or "Applications" or "Import")))
        {
            var owners =
                operation.Template.StartsWith("/v1/networks/{", StringComparison.Ordinal) ? networks
                : operation.Template.StartsWith("/v1/groups/{", StringComparison.Ordinal) ? groups
                : [""];
            foreach (var owner in owners)
            {
                var address = operation.AddressOf(name => owner.Length > 0 && name == operation.PathNames[0] ? owner : null);
                // A count of the examples holds in that year alone.
                address = operation.IsList ? ReadOperation.With(address, "limit", "200") : address;
                address = operation.Tag == "Memberships" ? ReadOperation.With(address, "asOf", "2025-12-31") : address;
                // The co-publishers were partners in the year of the publication alone.
                address = operation.Template == "/v1/partners" ? ReadOperation.With(address, "asOf", "2017-12-31") : address;
                using var answer = await server.GetAsync(address);
                answers.Add(await answer.Content.ReadAsStringAsync());
            }
        }

        return answers;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(RegistryServer server, string address) =>
        [
            .. (await server.JsonAsync(address))
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString())
                .OfType<string>(),
        ];
}
