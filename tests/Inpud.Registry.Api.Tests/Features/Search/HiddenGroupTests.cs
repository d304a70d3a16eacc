using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Features.Search;

/// <summary>The index of names has what was public at the last write. A group that is public no more is not found, even before the index knows.</summary>
internal sealed class HiddenGroupTests
{
    /// <summary>More than an answer ranks.</summary>
    private const int Groups = 1_200;

    [Test]
    public async Task Search_WhenAGroupIsHiddenByHand_FindsItNoMore()
    {
        await using var server = await RegistryServer.StartAsync();
        var before = await FoundAsync(server);

        await server.Database.ChangeByHandAsync("update groups set visibility = 'private' where slug = 'asud'");

        Assert.Multiple(async () =>
        {
            Assert.That(before, Is.EqualTo((1, 1)));
            Assert.That(await FoundAsync(server), Is.EqualTo((0, 0)));
        });
    }

    /// <summary>Of so many, an answer has the first, and the total is counted apart.</summary>
    [Test]
    public async Task Search_WhenOneOfVeryManyGroupsIsHiddenByHand_CountsItNoMore()
    {
        await using var server = await RegistryServer.StartAsync();
        await GrownRegistry.AddAsync(server, 1, Groups);
        var before = await TotalAsync(server, "");
        var ofGroups = await TotalAsync(server, "&type=groups");

        await server.Database.ChangeByHandAsync("update groups set visibility = 'private' where slug = 'grown-group-1'");

        Assert.Multiple(async () =>
        {
            Assert.That(ofGroups, Is.EqualTo(Groups - GrownRegistry.Few));
            Assert.That(before, Is.GreaterThan(ofGroups), "a name of something else has the word, too");
            Assert.That(await TotalAsync(server, ""), Is.EqualTo(before - 1));
            Assert.That(await TotalAsync(server, "&type=groups"), Is.EqualTo(ofGroups - 1));
        });
    }

    [Test]
    public async Task Search_WhenAConsentHasRunOutAndTheDayIsNotSettled_FindsTheGroupNoMore()
    {
        await using var server = await RegistryServer.StartAsync();
        await server.WriteAsync(
            (
                "insert into consents (id, group_id, scope, given, given_to, until) select 'c-1', id, 'public', '2026-01-10', 'steward', '2026-04-07' from groups where slug = 'asud'",
                null
            ),
            ("update groups set visibility_basis = null where slug = 'asud'", null)
        );
        var before = await FoundAsync(server);
        await using (await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            server.Clock.Advance(TimeSpan.FromDays(400));

            // The write under way keeps the day from being settled.
            var after = await FoundAsync(server);
            Assert.Multiple(() =>
            {
                Assert.That(before, Is.EqualTo((1, 1)));
                Assert.That(after, Is.EqualTo((0, 0)));
            });
        }
    }

    private static async Task<int> TotalAsync(RegistryServer server, string filter) =>
        (await server.JsonAsync($"/v1/search?q=common{filter}")).GetProperty("total").GetInt32();

    private static async Task<(int Total, int Hits)> FoundAsync(RegistryServer server)
    {
        var found = await server.JsonAsync("/v1/search?q=asud&type=groups");
        return (found.GetProperty("total").GetInt32(), found.GetProperty("items").GetArrayLength());
    }
}
