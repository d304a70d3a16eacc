using System.Net;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Storage.Hiding;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Storage.Views;

namespace Inpud.Registry.Api.Tests.Storage.Maintenance;

/// <summary>What was taken back since a copy was made, and is no record that can be withdrawn, stays taken back when the copy is restored.</summary>
[OfTheFile]
internal sealed class TakenBackTests
{
    private const string Umoja = """
        {"network":"africanpud","name":"Umoja of the Hidden Street","country":"KEN","ledByPeopleWhoUseDrugs":true,"period":"2012/..","message":"Hello."}
        """;

    /// <summary>The tables of which a restore takes nothing back, each with the reason.</summary>
    private static readonly Dictionary<string, string> NothingToTakeBack = new()
    {
        ["regions"] = "Nobody hides a region.",
        ["countries"] = "Nobody hides a country.",
        ["offices"] = "Nobody hides an office.",
        ["organisation"] = "INPUD's own record is public. Texts that were taken out of a public record come back.",
        ["changes"] = "The copy's history is kept, since the chain of checksums is over it; what was erased is erased in it again.",
        ["erasures"] = "The marks of the present database say what is erased again, and are made anew with that.",
        ["former_ids"] = "An address that a record had; it shows what the record shows.",
        ["consent_limits"] = "A group that is hidden again loses the approvals of its consents. ADR 29 says under Open what else.",
        ["consent_approvals"] = "As consent_limits.",
        ["key_uses"] = "When a key was used last; a key that was revoked is revoked again.",
        ["answered_writes"] = "An answer is given again to the same key alone, for a week.",
        ["settled_days"] = "Until which day the public history is settled.",
        ["epoch"] = "A restore begins a new one.",
        ["public_changes"] = "Made from the records.",
    };

    private RegistryServer server = null!;
    private (string Name, string Value) inpud;
    private (string Name, string Value) keeper;
    private (string Name, string Value) other;
    private string folder = "";

    private string Copy => Path.Combine(folder, "copy.db");

    [SetUp]
    public async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("registry-taken-back-").FullName;
        server = await RegistryServer.StartAsync();
        inpud = await server.KeyAsync(expires: null, "registry");
        keeper = await server.KeyAsync(expires: null, "africanpud");
        other = await server.KeyAsync(expires: null, "euronpud");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task Tables_WhenListed_EachHaveARuleOrAReason()
    {
        await using var connection = await server.Database.OpenAsync("2026-01-15");
        var ruled = Hideable
            .All.Select(kind => kind.Table)
            .Concat(Letters.All.Select(letters => letters.Table))
            .Append(MergedSql.Table)
            // A part is shown with its record, and texts that were taken out of a public record come back.
            .Concat(RegistryTables.Full.Resources.Where(table => table.PartOf is not null).Select(table => table.Name));

        Assert.That(new Schema(connection).Tables.Except(ruled).Except(NothingToTakeBack.Keys), Is.Empty);
    }

    [TestCase("retraction", "retracted")]
    [TestCase("refusal", "refused")]
    public async Task Restore_WhenAnOfferWasRepliedToSince_ClosesItAndShowsNothingOfTheGroup(string reply, string state)
    {
        var group = await PostAsync(
            "/v1/groups",
            """{"name":"Umoja","country":"KE","period":"2012/..","keptBy":"africanpud","source":"registry-curation","reason":"r"}""",
            keeper
        );
        var offer = await PostAsync($"/v1/groups/{Text(group, "id")}/offers", """{"network":"euronpud","reason":"r"}""", keeper);
        await BackupAsync();
        var address = $"/v1/offers/{Text(offer, "id")}";
        await ReplyAsync($"{address}/{reply}", reply == "refusal" ? other : keeper);
        var listed = await RestoreAsync();
        var seen = await ReadAsync(address, other);

        Assert.That(listed, Does.Contain($"offers\t{Text(offer, "id")}\twaiting in the copy, {state} now"));
        Assert.That(Text(seen, "state"), Is.EqualTo(state));
        Assert.That(seen.GetRawText(), Does.Not.Contain("Umoja"));
    }

    [Test]
    public async Task Restore_WhenAProposalWasRetractedSince_ClosesIt()
    {
        await server.WriteAsync(("update groups set kept_by = 'africanpud' where slug = 'vandu'", null));
        var proposal = await PostAsync(
            "/v1/networks/inwud/proposals",
            $$"""{"group":"{{Shipped.Vandu}}","period":"2019/..","source":"registry-curation","reason":"r"}""",
            inpud
        );
        await BackupAsync();
        var address = $"/v1/proposals/{Text(proposal, "id")}";
        await ReplyAsync($"{address}/retraction", inpud);
        var listed = await RestoreAsync();

        Assert.That(listed, Does.Contain($"proposals\t{Text(proposal, "id")}\twaiting in the copy, retracted now"));
        Assert.That(Text(await ReadAsync(address, inpud), "state"), Is.EqualTo("retracted"));
    }

    [Test]
    public async Task Restore_WhenAnApplicationWasWithdrawnSince_ErasesItAgain()
    {
        var (link, id) = await ApplyAsync();
        await BackupAsync();
        using var withdrawn = await server.Client.PostAsync(new Uri($"{link}/withdrawal"), content: null);
        Assert.That(withdrawn.IsSuccessStatusCode, Is.True, await withdrawn.Content.ReadAsStringAsync());

        Assert.That(await RestoreAsync(), Does.Contain($"applications\t{id}\terased"));
        await IsErasedAsync(link);
        await IsNowhereInTheFileAsync();
    }

    /// <summary>A copy in which it waits out its time yet is settled before it takes its place.</summary>
    [Test]
    public async Task Restore_WhenARefusedApplicationWasErasedSince_ErasesItAgain()
    {
        var (link, id) = await ApplyAsync();
        await RefuseAsync(id);
        await BackupAsync();
        server.Clock.Advance(TimeSpan.FromDays(91));
        // The first request of a day settles it.
        await server.TextAsync("/v1/groups");
        await RestoreAsync();

        await IsErasedAsync(link);
    }

    [Test]
    public async Task Restore_WhenAnApplicationWasRefusedSince_ClosesItWithTheReply()
    {
        var (link, id) = await ApplyAsync();
        await BackupAsync();
        await RefuseAsync(id);
        var listed = await RestoreAsync();
        var status = await server.JsonAsync(link);

        Assert.That(listed, Does.Contain($"applications\t{id}\twaiting in the copy, refused now"));
        Assert.That($"{Text(status, "state")} {Text(status, "answer")}", Is.EqualTo("refused No."));
    }

    /// <summary>What was accepted since is lost with the copy: it waits again, since nothing came of it.</summary>
    [Test]
    public async Task Restore_WhenAnApplicationWaitsStill_LeavesIt()
    {
        var (link, _) = await ApplyAsync();
        await BackupAsync();
        await server.WriteAsync(("update groups set place = 'Lyon' where slug = 'asud'", null));
        var listed = await RestoreAsync();

        Assert.That(listed, Does.Not.Contain("applications"));
        Assert.That(Text(await server.JsonAsync(link), "state"), Is.EqualTo("waiting"));
    }

    [Test]
    public async Task Restore_WhenTheCopyIsTheLaterOne_LeavesItsLetters()
    {
        await BackupAsync();
        var (link, _) = await ApplyAsync();
        var later = Path.Combine(folder, "later.db");
        await BackupAsync(later);
        await RestoreAsync();
        await RestoreAsync(later);

        Assert.That(Text(await server.JsonAsync(link), "state"), Is.EqualTo("waiting"));
    }

    [Test]
    public async Task Restore_WhenRecordsWereMergedSince_LetsTheirAddressesLeadOn()
    {
        await PostAsync(
            "/v1/networks",
            """
            {"id":"lanpud-two","name":"Twice","abbreviation":"TWO","kind":"topical","admits":["group"],"period":"2019/..",
            "remit":{"basis":"curated","definition":"Kenya.","countries":["KE"],"source":"registry-curation"},"source":"registry-curation","reason":"r"}
            """,
            inpud
        );
        await BackupAsync();
        await ReplyAsync($"/v1/memberships/{Shipped.EuronpudCatnpud}/withdrawal", inpud);
        await ReplyAsync($"/v1/groups/{Shipped.Catnpud}/withdrawal", inpud, """{"reason":"r","mergedInto":"metzineres"}""");
        await ReplyAsync("/v1/networks/lanpud-two/withdrawal", inpud, """{"reason":"r","mergedInto":"lanpud"}""");
        var listed = await RestoreAsync();
        using var group = await server.GetAsync("/v1/groups/catnpud");
        using var network = await server.GetAsync("/v1/networks/lanpud-two");
        var (verified, problems, _) = await RegistryCommand.RunAsync("verify", server.Database.Argument);

        Assert.Multiple(() =>
        {
            Assert.That(listed, Does.Contain($"groups\t{Shipped.Catnpud}\tmerged into {Shipped.Metzineres}"));
            Assert.That(group.Headers.Location?.OriginalString, Is.EqualTo("/v1/groups/metzineres"));
            Assert.That(network.Headers.Location?.OriginalString, Is.EqualTo("/v1/networks/lanpud"));
            Assert.That(verified, Is.Zero, problems);
        });
    }

    private async Task IsErasedAsync(string link)
    {
        using var status = await server.GetAsync(link);
        using var queue = await server.GetAsync("/v1/networks/africanpud/applications", keeper);
        var (verified, problems, _) = await RegistryCommand.RunAsync("verify", server.Database.Argument);

        Assert.That(status.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await queue.Content.ReadAsStringAsync(), Does.Contain("\"total\":0"));
        Assert.That(verified, Is.Zero, problems);
    }

    private async Task IsNowhereInTheFileAsync()
    {
        foreach (
            var file in Directory
                .GetFiles(Path.GetDirectoryName(server.Database.File)!)
                .Where(file => !file.Contains(".before-", StringComparison.Ordinal))
        )
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(content, Encoding.Latin1);
            Assert.That(await reader.ReadToEndAsync(), Does.Not.Contain("Hidden Street"), file);
        }
    }

    private async Task<(string Link, string Id)> ApplyAsync()
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, "/v1/applications", Umoja);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, text);
        var queue = await ReadAsync("/v1/networks/africanpud/applications", keeper);
        return (
            new Uri(Text(JsonDocument.Parse(text).RootElement, "link"), UriKind.RelativeOrAbsolute).ToString(),
            Text(queue.GetProperty("items")[0], "id")
        );
    }

    private Task RefuseAsync(string id) =>
        ReplyAsync($"/v1/networks/africanpud/applications/{id}/refusal", keeper, """{"message":"No.","reason":"r"}""");

    private async Task ReplyAsync(string address, (string Name, string Value) key, string body = """{"reason":"r"}""")
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, key, ("If-Match", "*"));
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> PostAsync(string address, string body, (string Name, string Value) key)
    {
        using var response = await server.SendJsonAsync(HttpMethod.Post, address, body, key);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private async Task<JsonElement> ReadAsync(string address, (string Name, string Value) key)
    {
        using var response = await server.GetAsync(address, key);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task BackupAsync(string? file = null)
    {
        var (exitCode, _, error) = await RegistryCommand.RunAsync("backup", file ?? Copy, server.Database.Argument);
        Assert.That(exitCode, Is.Zero, error);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>Restores the copy, and returns what the command lists.</summary>
    private async Task<string> RestoreAsync(string? file = null)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var (exitCode, output, error) = await RegistryCommand.RunAsync("restore", file ?? Copy, "--over-newer", server.Database.Argument);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }

    private static string Text(JsonElement json, string field) => json.GetProperty(field).GetString()!;
}
