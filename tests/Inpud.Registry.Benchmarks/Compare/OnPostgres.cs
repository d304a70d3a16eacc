using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Inpud.Registry.Benchmarks.Driving;
using Inpud.Registry.Benchmarks.Registries;
using Inpud.Registry.Benchmarks.Reports;
using Inpud.Registry.Benchmarks.Servers;
using Npgsql;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>Moves a registry to a PostgreSQL server, as the README says, and measures the service there beside the service on the file.</summary>
/// <remarks>The service has one processor in either case. The database server shares the others with the driver, so that these ratios say less than those of the other tables.</remarks>
/// <param name="options">What to measure.</param>
/// <param name="report">Gets the figures.</param>
/// <param name="server">How to reach the server.</param>
internal sealed class OnPostgres(CompareOptions options, Report report, string server)
{
    /// <summary>The largest registry that is moved. To import a larger one takes longer than all other measurements.</summary>
    public const int MostGroups = 1_000;

    private const string Section = "PostgreSQL, beside the SQLite file";

    private readonly string name = string.Create(CultureInfo.InvariantCulture, $"registry_benchmark_{Environment.ProcessId}");

    public async Task MeasureAsync(string file, int groups, string work)
    {
        await RunAsync(server, $"create database {name}");
        try
        {
            var there = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
            await MoveAsync(file, there, work, groups);
            Measure(file, there, groups);
            if (options.Peers is { } peers)
            {
                await MeasurePostGraphileAsync(peers, there, Targets.Of(file, groups, options.Asked), groups);
            }
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync(server, $"drop database {name} with (force)");
        }
    }

    private async Task MoveAsync(string file, string there, string work, int groups)
    {
        var bundle = Path.Combine(work, "full.zip");
        File.Delete(bundle);
        ServerProcess.Run(options.Server, "migrate", $"--Registry:Database=Data Source={file}");
        ServerProcess.Run(options.Server, "export", bundle, "--full", $"--Registry:Database=Data Source={file}");
        var clock = Stopwatch.StartNew();
        ServerProcess.Run(options.Server, "import", bundle, $"--Registry:Database={there}");
        report.Add(
            new ReportRow(Section, "import of the whole registry", groups, clock.Elapsed.TotalSeconds, "by the command") { Unit = " s" }
        );
        // Keys do not move with a registry. The steward of the benchmarks is known on both sides.
        await RunAsync(
            there,
            $"insert into keys (id, hash, label, scopes, created) values ('k-benchmark', '{Inpud.Registry.Domain.Stewards.KeyText.Hash(ManyGroups.KeyText)}', 'A benchmark', '[\"registry\"]', '2026-01-01T00:00:00.0000000Z')"
        );
        await RunAsync(there, "analyze");
    }

    private void Measure(string file, string there, int groups)
    {
        var targets = Targets.Of(file, groups, options.Asked);
        var loads = Loads.Of(targets);
        using var onFile = ServerProcess.Registry(options.Server, file, options.Settings);
        using var onServer = ServerProcess.Registry(options.Server, there, options.Settings);
        RequireEqual(targets, onFile.Port, onServer.Port);
        foreach (var load in loads.Where(load => load.Kind != LoadKind.Unchanged))
        {
            var sources = new[] { onFile.Port, onServer.Port }.ToDictionary(
                port => port,
                _ => new RequestSource([.. load.Targets.Select(target => Request.Get(target))])
            );
            // Each round has its share of the addresses, of which there may be few, and so has the one that warms up.
            var share = Math.Max(load.Targets.Count / (options.Rounds + 1), 1);
            Compare(load.Name, groups, onFile.Port, onServer.Port, port => OutcomeOf(load, port, sources[port].Take(share)));
        }

        var writes = new[] { onFile.Port, onServer.Port }.ToDictionary(
            port => port,
            port => new Writes(options, report, file, port, targets)
        );
        foreach (var clients in new[] { 1, 8 })
        {
            Compare(
                $"writes of {clients} client{(clients == 1 ? "" : "s")}",
                groups,
                onFile.Port,
                onServer.Port,
                port => writes[port].Drive(clients)
            );
        }
    }

    private Outcome OutcomeOf(Load load, int port, RequestSource source) =>
        load.Kind == LoadKind.First
            ? Driver.Once(port, source, options.Time, options.Connections)
            : Driver.Repeat(port, [.. load.Targets.Select(target => Request.Get(target))], options.Time, options.Connections);

    private void Compare(string what, int groups, int onFile, int onServer, Func<int, Outcome> drive)
    {
        if (!options.IsShort)
        {
            drive(onFile);
            drive(onServer);
        }

        var rounds = Enumerable.Range(0, options.Rounds).Select(_ => (File: drive(onFile), Server: drive(onServer))).ToList();
        report.Add(
            new ReportRow(
                Section,
                what,
                groups,
                Medians.Of(rounds, round => round.Server.Rate / round.File.Rate),
                $"{Medians.Of(rounds, round => round.Server.Rate):N0} of {Medians.Of(rounds, round => round.File.Rate):N0} a second; p50 {Report.Number(Medians.Of(rounds, round => round.Server.P50))} ms, p99 {Report.Number(Medians.Of(rounds, round => round.Server.P99))} ms"
            )
        );
    }

    /// <summary>What has no cursor in it is the same on both, byte for byte.</summary>
    private static void RequireEqual(Targets targets, int onFile, int onServer)
    {
        var some = targets.Groups.Take(20).Concat(targets.PastGroups.Take(20)).Concat(targets.Searches.Take(20));
        StoredAnswer.RequireEqual(onServer, StoredAnswer.Ask(onFile, some), "the service on PostgreSQL");
    }

    /// <summary>PostGraphile shows the facts of a group from the same view. It gives neither names nor memberships with them.</summary>
    private async Task MeasurePostGraphileAsync(string peers, string there, Targets targets, int groups)
    {
        await RunAsync(there, "create schema beside");
        await RunAsync(there, "create view beside.groups as select * from public_groups");
        // The views look for the day, which each session of the service says.
        foreach (var setting in new[] { "today", "latest_day" })
        {
            await RunAsync(there, $"alter database {name} set registry.{setting} = '{TimeProvider.System.GetUtcNow():yyyy-MM-dd}'");
        }

        using var postgraphile = ServerProcess.Node(
            peers,
            "/graphiql",
            "node_modules/postgraphile/cli.js",
            "--connection",
            AddressOf(there),
            "--schema",
            "beside",
            "--disable-query-log",
            "--port"
        );
        var requests = targets.Groups.Select(group => Query(group["/v1/groups/".Length..])).ToList();
        using (var connection = new HttpConnection(postgraphile.Port))
        {
            connection.Send(requests[0].Bytes);
            var answer = Encoding.UTF8.GetString(connection.Body);
            if (!answer.Contains(targets.Groups[0]["/v1/groups/".Length..], StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"PostGraphile does not find the group: {answer}");
            }
        }

        using var registry = ServerProcess.Registry(options.Server, there, options.Settings);
        var source = new RequestSource([.. targets.ManyGroups.Select(target => Request.Get(target))]);
        var share = source.Left / (options.Rounds + 1);
        Compare(
            "a group, first answer, beside PostGraphile",
            groups,
            postgraphile.Port,
            registry.Port,
            port =>
                port == registry.Port
                    ? Driver.Once(port, source.Take(share), options.Time, options.Connections)
                    : Driver.Repeat(port, requests, options.Time, options.Connections)
        );
    }

    private static Request Query(string slug) =>
        Request.Post(
            "/graphql",
            JsonSerializer.Serialize(
                new
                {
                    query = "query($slug: String!) { allGroups(condition: {slug: $slug}) { nodes { id slug name country subdivision place type involvement scope goals fundingSources ledByPeopleWhoUseDrugs leadershipBasis visibility visibilityBasis period observed sourceId locator note homepage } } }",
                    variables = new { slug },
                }
            )
        );

    private static string AddressOf(string connection)
    {
        var parts = new NpgsqlConnectionStringBuilder(connection);
        var password = parts.Password is null ? "" : $":{Uri.EscapeDataString(parts.Password)}";
        var host = Uri.EscapeDataString(parts.Host ?? "localhost");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"postgres://{parts.Username}{password}@/{parts.Database}?host={host}&port={parts.Port}"
        );
    }

    private static async Task RunAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString
        );
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
