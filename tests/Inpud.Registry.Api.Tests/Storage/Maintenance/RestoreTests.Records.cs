using System.Net;
using Inpud.Registry.Api.Storage.Hiding;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Maintenance;

/// <summary>What became of single kinds of records since the copy: people, counts, sources, keepers, memberships.</summary>
internal sealed partial class RestoreTests
{
    private const string Dates = "period, possible_from, possible_to, certain_from, certain_to, source_id";

    private const string OpenDates = "'2015/..', '2015-01-01', '9999-12-31', '2015-12-31', '9999-12-31', 'registry-curation'";

    [Test]
    public async Task Restore_WhenAPersonWasWithheldSince_WithholdsThePersonAndSaysSo()
    {
        Backup();
        await DecideAsync("people", Shipped.JohnMelhus, "update people set visibility = 'withheld' where slug = 'john-melhus'");
        var restored = await RestoreAsync();
        using var person = await server.GetAsync("/v1/people/john-melhus");

        Assert.That(restored.Hidden, Is.EqualTo([new HiddenAgain("people", Shipped.JohnMelhus, "public in the copy, withheld now")]));
        Assert.That(person.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await server.TextAsync("/v1/changes?limit=200"), Does.Not.Contain("Melhus"));
    }

    [TestCase("visibility = 'private'", "public in the copy, private now")]
    [TestCase("consent_given = null", "consent ended")]
    [TestCase("consent_until = '2026-01-10'", "consent ended")]
    public async Task Restore_WhenACountWasHiddenSince_HidesIt(string hidden, string what)
    {
        await server.AddExampleRecordsAsync();
        await DecideAsync(
            "individuals",
            "africanpud-ke-7mk2qx",
            "update individual_counts set visibility_basis = null, consent_given = '2026-01-01', consent_until = '2030-01-01'"
        );
        Backup();
        await DecideAsync("individuals", "africanpud-ke-7mk2qx", $"update individual_counts set {hidden}");
        var restored = await RestoreAsync();

        Assert.That(restored.Hidden, Is.EqualTo([new HiddenAgain("individuals", "africanpud-ke-7mk2qx", what)]));
        Assert.That(
            (await server.JsonAsync("/v1/networks/africanpud/individuals?asOf=2025-12-01")).GetProperty("total").GetInt32(),
            Is.Zero
        );
    }

    [Test]
    public async Task Restore_WhenASourceShowedAGroupAndDoesNoLonger_ShowsItByItsConsentsAlone()
    {
        await DecideAsync("groups", Shipped.Asud, "update groups set visibility_basis = 'https://example.org' where slug = 'asud'");
        Backup();
        await DecideAsync("groups", Shipped.Asud, "update groups set visibility_basis = null where slug = 'asud'");
        var restored = await RestoreAsync();
        using var group = await server.GetAsync("/v1/groups/asud");

        Assert.That(restored.Hidden.Select(hidden => hidden.Id), Is.EqualTo([Shipped.Asud]));
        Assert.That(group.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Restore_WhenAGroupWasHandedOverSince_LeavesItWithItsKeeper()
    {
        await DecideAsync("groups", Shipped.Asud, "update groups set kept_by = 'africanpud' where slug = 'asud'");
        Backup();
        await DecideAsync("groups", Shipped.Asud, "update groups set kept_by = 'euronpud' where slug = 'asud'");
        await DecideAsync("groups", Shipped.Vandu, "update groups set kept_by = null where slug = 'vandu'");
        var restored = await RestoreAsync();

        Assert.That(await ReadAsync("select kept_by from groups where slug = 'asud'"), Is.EqualTo("euronpud"));
        Assert.That(restored.Hidden, Is.EqualTo([new HiddenAgain("groups", Shipped.Asud, "kept by euronpud")]));
    }

    /// <summary>The end of a membership ends its network's sight of the group.</summary>
    [Test]
    public async Task Restore_WhenAMembershipEndedSince_EndsItAgain()
    {
        const string Ended = "period = '2015/2020', possible_to = '2020-12-31', certain_to = '2020-01-01'";
        await DecideAsync(
            "memberships",
            "m-1",
            $"insert into memberships (id, network_id, group_id, {Dates}) values ('m-1', 'inwud', '{Shipped.Asud}', {OpenDates})"
        );
        await DecideAsync(
            "memberships",
            "m-2",
            $"insert into memberships (id, network_id, group_id, {Dates}) values ('m-2', 'inwud', '{Shipped.Vandu}', {OpenDates})"
        );
        await DecideAsync("memberships", "m-2", $"update memberships set {Ended} where id = 'm-2'");
        Backup();
        await DecideAsync("memberships", "m-1", $"update memberships set {Ended} where id = 'm-1'");
        await DecideAsync(
            "memberships",
            "m-2",
            "update memberships set period = '2015/..', possible_to = '9999-12-31', certain_to = '9999-12-31' where id = 'm-2'"
        );
        var restored = await RestoreAsync();

        Assert.That(restored.Hidden, Is.EqualTo([new HiddenAgain("memberships", "m-1", "ends as in 2015/2020")]));
        Assert.That(
            await ReadAsync(
                "select period || possible_from || possible_to || certain_from || certain_to from memberships where id = 'm-1'"
            ),
            Is.EqualTo("2015/20202015-01-012020-12-312015-12-312020-01-01")
        );
        Assert.That(await ReadAsync("select period from memberships where id = 'm-2'"), Is.EqualTo("2015/2020"));
    }
}
