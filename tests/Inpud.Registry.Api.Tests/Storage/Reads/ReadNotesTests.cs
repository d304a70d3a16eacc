using System.Net;
using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Reads;

/// <summary>The file of the notes of reads: no read waits for the registry's writers, none goes unnoted, and no note is lost.</summary>
internal sealed class ReadNotesTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) inpud;

    private string Notes => server.Database.File + "-reads";

    private static string Record => $"/v1/groups/{Shipped.Vandu}/record";

    [SetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync("--Registry:Limits:DatabaseWaitSeconds=1", "--Registry:Reads:KeptDays=90");
        inpud = await server.KeyAsync(expires: null, "registry");
    }

    [TearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [Test]
    public async Task Read_WhenAWriteHoldsTheLock_IsNotedAndAnswered()
    {
        await using (await server.Services.GetRequiredService<Database>().WriteAsync(CancellationToken.None))
        {
            using var answer = await server.GetAsync(Record, inpud);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        Assert.That(await TotalAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task Read_WhenTheNotesAreLocked_IsRefusedUntilTheyAreFree()
    {
        await ReadAsync();
        await using (await server.Database.LockAsync("reads"))
        {
            await AssertRefusedAsync();
        }

        await ReadAsync();
    }

    [Test]
    [OfTheFile]
    public async Task Read_WhenTheNotesAreDamaged_IsRefused()
    {
        await File.WriteAllTextAsync(Notes, string.Concat(Enumerable.Repeat("These are my notes. ", 500)));

        await AssertRefusedAsync();
        Assert.That(await File.ReadAllTextAsync(Notes), Does.StartWith("These are my notes."), "the file is not touched");
    }

    [Test]
    [OfTheFile]
    public async Task Read_WhenTheNotesAreOfAnotherProgram_IsRefused()
    {
        File.Copy(server.Database.File, Notes);

        await AssertRefusedAsync();
    }

    [Test]
    [OfTheFile]
    public async Task Read_WhenTheNotesAreTakenAway_IsRefused()
    {
        await ReadAsync();
        File.Move(Notes, Notes + ".away");

        await AssertRefusedAsync();
        Assert.That(File.Exists(Notes), Is.False, "no other file is made in its place");
    }

    [Test]
    [OfTheFile]
    public async Task Read_WhenTheNotesCannotBeMade_IsRefused()
    {
        Directory.CreateDirectory(Notes);

        await AssertRefusedAsync();
    }

    [Test]
    [OfTheFile]
    public async Task Read_WhenAKillLeftAnEmptyFile_IsNotedInIt()
    {
        await File.WriteAllBytesAsync(Notes, []);
        await ReadAsync();

        Assert.That(await TotalAsync(), Is.EqualTo(1));
    }

    [Test]
    [OfTheFile]
    public async Task Notes_WhenMade_AreForTheirOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await ReadAsync();

        Assert.That(
            Directory.GetFiles(Path.GetDirectoryName(Notes)!, Path.GetFileName(Notes) + "*").Select(File.GetUnixFileMode),
            Has.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }

    [Test]
    public async Task Notes_WhenOlderThanTheyAreKept_AreGoneWithTheFirstRequestOfADay()
    {
        await ReadAsync();
        server.Clock.Advance(TimeSpan.FromDays(60));
        await ReadAsync();
        server.Clock.Advance(TimeSpan.FromDays(31));
        await server.TextAsync("/v1/networks");

        Assert.That(await TotalAsync(), Is.EqualTo(1));
    }

    [Test]
    [OfTheFile]
    public async Task Notes_WhenACopyIsRestored_AreThoseOfBeforeAndAfterIt()
    {
        await ReadAsync();
        var copy = server.Database.File + ".copy";
        server.Services.GetRequiredService<Backups>().Make(copy, IWork.Silent, CancellationToken.None);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReadAsync();
        await server
            .Services.GetRequiredService<Restore>()
            .RunAsync(copy, new RestoreOrder { OverNewer = true }, IWork.Silent, CancellationToken.None);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await ReadAsync();

        Assert.That(await TotalAsync(), Is.EqualTo(3));
    }

    [Test]
    public async Task Notes_WhenTheGroupIsErased_NameNobodyAndStayForInpud()
    {
        var keeper = await server.KeyAsync(expires: null, "euronpud");
        using var created = await server.SendJsonAsync(
            HttpMethod.Post,
            "/v1/groups",
            """{"name":"Zawadi","country":"FR","period":"2012/..","keptBy":"euronpud","source":"registry-curation","reason":"r"}""",
            keeper
        );
        var group = JsonDocument.Parse(await created.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString()!;
        using var read = await server.GetAsync($"/v1/groups/{group}/record", keeper);
        using var erased = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/groups/{group}/erasure",
            """{"onWhoseWord":"The group asked in writing."}""",
            inpud
        );
        Assert.That(erased.StatusCode, Is.EqualTo(HttpStatusCode.OK), await erased.Content.ReadAsStringAsync());
        Assert.That(
            await server.Database.FindAsync("Zawadi", "getGroupRecord"),
            Is.EqualTo(["getGroupRecord"]),
            "the test looks into the notes, too"
        );

        using var gone = await server.GetAsync($"/v1/groups/{group}/reads", keeper);
        await RegistryServer.ProblemAsync(gone, HttpStatusCode.NotFound, "not-found");
        using var kept = await server.GetAsync($"/v1/groups/{group}/reads", inpud);
        Assert.That(await kept.Content.ReadAsStringAsync(), Does.Contain("getGroupRecord"));
    }

    private async Task ReadAsync()
    {
        using var answer = await server.GetAsync(Record, inpud);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The stewards' read is refused, and shows nothing; the public's goes on.</summary>
    private async Task AssertRefusedAsync()
    {
        using var answer = await server.GetAsync(Record, inpud);
        var problem = await RegistryServer.ProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "database-unavailable");
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("note of the read"));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
        await server.TextAsync($"/v1/groups/{Shipped.Vandu}");
    }

    private async Task<int> TotalAsync()
    {
        using var answer = await server.GetAsync($"/v1/groups/{Shipped.Vandu}/reads", inpud);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonDocument.Parse(text).RootElement.GetProperty("total").GetInt32();
    }
}
