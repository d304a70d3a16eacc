using System.Globalization;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>The copies of PostgreSQL that the runbook makes, with its own lines, on a server that runs as deploy/compose.yaml says.</summary>
internal sealed class PostgresRecoveryTests
{
    private const string Moment = "2026-11-26 14:00:00+00";
    private readonly string runbook = File.ReadAllText(Repository.PathOf("docs", "runbook.md"));
    private TemporaryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await TemporaryServer.StartAsync();
        await RegistryAsync("seed");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>The nodes' role owns its database, and that is all.</summary>
    [Test]
    public async Task Role_WhenMade_MayDoNothingToTheServer()
    {
        var rights = await server.SqlAsync(
            "--command",
            "select rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls from pg_roles where rolname = 'registry'"
        );

        Assert.That(rights.Trim(), Is.EqualTo("f"));
    }

    [Test]
    public async Task Dump_WhenRestored_IsTheSameRegistry()
    {
        await server.RunAsRunbookSaysAsync(Block("pg_dump"));

        var (exitCode, _, error) = await RegistryCommand.RunAsync(
            "verify",
            $"--Registry:Database={server.Connection.Replace("Database=registry", "Database=registry_copy", StringComparison.Ordinal)};Password={await PasswordAsync()}"
        );
        Assert.That(exitCode, Is.Zero, error);
    }

    /// <summary>A key that was made before the moment is there afterwards, and one that was made after it is not.</summary>
    [Test]
    public async Task Registry_WhenTheServerGoesBackToAMoment_IsAsItWasThen()
    {
        await server.RunAsRunbookSaysAsync(Block("pg_basebackup"));
        await RegistryAsync("keys", "add", "--label", "Before the moment", "--scope", "registry");
        var moment = (await server.SqlAsync("--command", "select clock_timestamp()")).Trim();
        await RegistryAsync("keys", "add", "--label", "After the moment", "--scope", "registry");
        // The log of writes reaches the archive with the stop.
        await server.SqlAsync("--command", "select pg_switch_wal()");
        await server.EndAsync("data");

        await server.RunAsRunbookSaysAsync(Block("recovery.signal").Replace(Moment, moment, StringComparison.Ordinal));
        await server.BeginAsync("recovered");
        await server.RunAsRunbookSaysAsync(Block("update epoch"));

        var keys = await RegistryAsync("keys", "list");
        Assert.That(keys, Does.Contain("Before the moment").And.Not.Contain("After the moment"));
        await RegistryAsync("verify");
        var epoch = await server.SqlAsync("--dbname", "registry", "--command", "select name || ' ' || began from epoch");
        Assert.That(epoch.Trim(), Does.Match(@"^[0-9a-f]{8} \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$"), "as the program writes it");
    }

    private async Task<string> RegistryAsync(params string[] words)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync([.. words, $"--Registry:Database={server.Connection}"]);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }

    /// <summary>The file names the database that it is for.</summary>
    private async Task<string> PasswordAsync() =>
        (await File.ReadAllTextAsync(Path.Combine(server.Folder, "registry-pgpass"))).Trim().Split(':')[^1];

    private string Block(string part)
    {
        var blocks = Regex
            .Matches(runbook, "```bash\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value)
            .Where(block => block.Contains(part, StringComparison.Ordinal))
            .ToList();
        Assert.That(blocks, Has.Count.EqualTo(1), string.Create(CultureInfo.InvariantCulture, $"one block of the runbook has {part}"));
        return blocks[0];
    }
}
