using System.Data.Common;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Storage.Views;

/// <summary>Adds a hidden row to each table that can have one, with the rows that belong to it, and looks for them in every public view.</summary>
internal sealed class HiddenRowTests
{
    private RegistryServer server = null!;
    private DbConnection connection = null!;
    private Schema schema = null!;

    private IReadOnlyList<DataTable> Tables => [.. RegistryTables.Public.Resources.Where(table => schema.CanBePrivate(table.Name))];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        connection = await server.Database.OpenAsync("2026-01-15");
        schema = new Schema(connection);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>This test shows that the views show the made rows where they are public: otherwise their absence would prove nothing.</summary>
    [Test]
    public void Views_WhenNothingIsHidden_ShowARowOfEachTable()
    {
        var keys = new Dictionary<string, string>();
        var shown = Shown(rows =>
        {
            foreach (var table in Tables)
            {
                keys[table.Name] = rows.Add(table, isCited: true);
            }
        });

        Assert.That(keys.Where(key => !shown.Contains($"public_{key.Key}", key.Value)), Is.Empty);
    }

    [Test]
    public void Views_WhenARowIsHidden_ShowNothingOfIt()
    {
        var leaks = new List<string>();
        foreach (var hidden in Tables)
        {
            foreach (
                var (column, value) in schema.HidingColumnsOf(hidden.Name).SelectMany(column => Schema.HidingValuesOf(hidden.Name, column))
            )
            {
                var shown = Shown(rows =>
                {
                    foreach (var table in Tables)
                    {
                        rows.Add(table, isCited: hidden.Name != "sources", table == hidden ? [(column, value)] : []);
                    }
                });
                leaks.AddRange(
                    shown
                        .ViewsWith(MadeRows.MarkOf(hidden.Name))
                        .Select(view => $"{view} shows a row of {hidden.Name} with {column} = {value}")
                );
            }
        }

        Assert.That(leaks, Is.Empty);
    }

    /// <summary>The rows that the views show after the given rows were added. It removes those rows again.</summary>
    private ShownRows Shown(Action<MadeRows> add)
    {
        using var transaction = connection.BeginTransaction();
        add(new MadeRows(connection, transaction, schema));
        foreach (var statement in ShownTables.Filling.Concat(ShownTables.FillingLast))
        {
            using var command = connection.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, statement);
            command.ExecuteNonQuery();
        }

        var shown = ShownRows.Of(connection, transaction);
        transaction.Rollback();
        return shown;
    }
}
