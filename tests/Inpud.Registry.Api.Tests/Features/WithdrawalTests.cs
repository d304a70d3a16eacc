using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Storage.Views;

namespace Inpud.Registry.Api.Tests.Features;

/// <summary>
/// A keeper who withdraws a record gets the same answer whether or not hidden records of others name it. The tests take the records from the description of the tables: each kind that a
/// network can keep, with a hidden row in every table that can have one.
/// </summary>
internal sealed class WithdrawalTests
{
    private static IEnumerable<string> KeptTables =>
        RegistryTables
            .Full.Resources.Where(table => table.IsWithdrawable && table.Schema.Fields.Any(column => column.Name == "kept_by"))
            .Select(table => table.Name);

    [TestCaseSource(nameof(KeptTables))]
    public async Task Withdrawal_WhenHiddenRecordsOfOthersNameTheRecord_IsAnsweredAsIfThereWereNone(string table)
    {
        var unnamed = await AnswerAsync(table, isNamed: false);

        Assert.That(await AnswerAsync(table, isNamed: true), Is.EqualTo(unnamed));
        Assert.That(unnamed, Does.StartWith(table == "sources" ? "403" : "200"));
    }

    [Test]
    public void Tables_WhenAskedForThoseWithAKeeper_HaveThem() => Assert.That(KeptTables, Is.EquivalentTo(["sources", "groups", "people"]));

    [Test]
    public async Task Withdrawal_WhenInpudWithdrawsASource_DependsOnEveryCitation()
    {
        Assert.That(await AnswerAsync("sources", isNamed: false, "registry"), Does.StartWith("200"));
        Assert.That(await AnswerAsync("sources", isNamed: true, "registry"), Does.StartWith("409"));
    }

    private static async Task<string> AnswerAsync(string table, bool isNamed, string scope = "africanpud")
    {
        await using var server = await RegistryServer.StartAsShippedAsync();
        var id = await AddAsync(server, table, isNamed);
        // Writes the public history again, as an import does.
        await server.WriteAsync();
        using var response = await server.SendJsonAsync(
            HttpMethod.Post,
            $"/v1/{RegistryTables.Of(table).Resource}/{id}/withdrawal",
            """{"reason":"A mistake."}""",
            await server.KeyAsync(expires: null, scope),
            ("If-Match", "*")
        );
        var text = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {Regex.Replace(text, "\"traceId\":\"[^\"]*\"", "")}";
    }

    /// <summary>Adds a record that a network keeps, and, where it is to be named, a hidden row of every other table that can have one.</summary>
    private static async Task<string> AddAsync(RegistryServer server, string kept, bool isNamed)
    {
        await using var connection = await server.Database.OpenAsync("2026-01-15");
        var schema = new Schema(connection);
        await using var transaction = await connection.BeginTransactionAsync();
        var rows = new MadeRows(connection, transaction, schema);
        var id = "";
        foreach (var table in RegistryTables.Public.Resources.Where(table => schema.CanBePrivate(table.Name)))
        {
            if (table.Name == kept)
            {
                id = rows.Add(table, isCited: false, ("kept_by", "africanpud"));
            }
            else if (isNamed)
            {
                rows.Add(
                    table,
                    isCited: kept == "sources",
                    // A group is hidden by its visibility alone; its other rows are withdrawn.
                    schema
                        .HidingColumnsOf(table.Name)
                        .Where(column => table.Name != "groups" || column == "visibility")
                        .Select(column => Schema.HidingValuesOf(table.Name, column).Last())
                        .Select(hiding => (hiding.Column, (object?)hiding.Value))
                );
            }
        }

        await transaction.CommitAsync();
        return id;
    }
}
