using System.Text.Json;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Upgrades;

/// <summary>A registry that an earlier version made says of INPUD in the new places what a new registry says there.</summary>
[TestFixtureSource(typeof(Earlier), nameof(Earlier.Versions))]
[OfTheFile]
internal sealed class OwnRecordsUpgradeTests(string version)
{
    [Test]
    public async Task Profile_WhenUpgraded_SaysWhatANewRegistrySays()
    {
        await using var upgraded = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database(version)));
        await using var made = await RegistryServer.StartAsShippedAsync();
        var (before, now) = (await upgraded.JsonAsync("/v1/inpud"), await made.JsonAsync("/v1/inpud"));

        Assert.Multiple(() =>
        {
            foreach (var place in new[] { "statements", "aims", "leaderPost" })
            {
                Assert.That(before.GetProperty(place).GetRawText(), Is.EqualTo(now.GetProperty(place).GetRawText()), place);
            }
        });
        Assert.That(await SubtitlesAsync(upgraded), Is.EqualTo(await SubtitlesAsync(made)));
    }

    /// <summary>A registry keeps its rows: only what had no place is filled in.</summary>
    [Test]
    public async Task Rows_WhenUpgraded_StayAsTheyWere()
    {
        await using var upgraded = await RegistryServer.StartOnAsync(new Snapshot(Earlier.Database(version)));
        var source = await upgraded.JsonAsync("/v1/sources/inpud-article");

        Assert.That(source.GetProperty("kind").GetString(), Is.EqualTo("article"));
        Assert.That(source.GetProperty("url").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await upgraded.TextAsync("/v1/timeline"), Does.Not.Contain("drug-users-day"));
    }

    private static async Task<string> SubtitlesAsync(RegistryServer server) =>
        string.Join(
            '\n',
            (await server.JsonAsync("/v1/documents"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(document => $"{document.GetProperty("id")} {document.GetProperty("subtitle")} {document.GetProperty("summary")}")
        );
}
