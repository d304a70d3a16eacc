using System.Data.Common;
using Inpud.Registry.Api.Processes.Import.Bundles;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Storage.Views;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>Asks the views which fields can hide something, and holds that an import looks at each of them.</summary>
internal sealed class CarefulFieldsTests
{
    /// <summary>What a record is about, and not who may see it. Each can hide something all the same.</summary>
    private static readonly string[] Contents = [];

    private static readonly string[] Known =
    [
        "groups.visibility",
        "consents.scope",
        "consents.given",
        "consents.until",
        "consents.ended",
        "people.visibility",
        "seat_terms.person_withheld",
        "individual_counts.visibility",
        "individual_counts.consent_given",
        "individual_counts.consent_until",
        "memberships.withdrawn",
    ];

    private RegistryServer server = null!;
    private DbConnection connection = null!;
    private Schema schema = null!;
    private HashSet<string> views = null!;

    private IReadOnlyList<DataTable> Tables => [.. RegistryTables.Public.Resources.Where(table => schema.CanBePrivate(table.Name))];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartAsShippedAsync();
        connection = await server.Database.OpenAsync("2026-01-15");
        schema = new Schema(connection);
        views = [.. ViewReads.NamesOf(connection)];
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await connection.DisposeAsync();
        await server.DisposeAsync();
    }

    [Test]
    public void Field_WhenItCanHideSomething_IsOneThatAnImportDoesNotRaise()
    {
        var careful = Tables.SelectMany(table => FieldsOf(table).Where(field => CarefulFields.Has(table, field)), Name).ToList();
        var hiding = new[] { false, true }.SelectMany(HidingFields).ToHashSet(StringComparer.Ordinal);

        Assert.That(hiding, Is.SupersetOf(Known), "the test finds the fields that are known to hide something");
        Assert.That(hiding.Except(careful).Except(Contents), Is.Empty);
    }

    /// <param name="isCounted">Whether the group of the rows is counted and not named.</param>
    private IEnumerable<string> HidingFields(bool isCounted)
    {
        var all = ShownOrNull(isCounted, []);
        Assert.That(all, Is.Not.Null);
        foreach (var table in Tables)
        {
            foreach (var field in FieldsOf(table))
            {
                if (
                    ValuesFor(field)
                        .Any(value => Hides(all!, Name(table, field), ShownOrNull(isCounted, [(table.Name, field.Name, value)])))
                )
                {
                    yield return Name(table, field);
                }
            }
        }
    }

    /// <summary>Whether the views show less of another field. A field that is changed or emptied says less itself.</summary>
    private static bool Hides(IReadOnlyDictionary<string, long> all, string field, IReadOnlyDictionary<string, long>? shown) =>
        shown is not null && all.Any(count => count.Key != field && shown[count.Key] < count.Value);

    private static string Name(DataTable table, DataField field) => $"{table.Name}.{field.Name}";

    private IEnumerable<DataField> FieldsOf(DataTable table) =>
        RegistryTables.Of(table.Name).Schema.Fields.Where(field => !schema.IsKey(table.Name, field.Name) || field.Name == "person_id");

    private static IEnumerable<object?> ValuesFor(DataField field) =>
        field switch
        {
            { Constraints.Values: { } words } => words,
            { Format: "instant" } => ["2026-01-01T00:00:00.0000000Z"],
            { Type: "boolean" } => [null, true, false],
            { Type: "integer" } => [null, 1],
            { Type: "array" } => [],
            _ => [null, "2025-12-31", "2090-01-01"],
        };

    /// <summary>How many values of each field the views show where a row of each table has the given values, and all else of them is public; null where the field takes no such value.</summary>
    private IReadOnlyDictionary<string, long>? ShownOrNull(
        bool isCounted,
        IReadOnlyList<(string Table, string Column, object? Value)> given
    )
    {
        using var transaction = connection.BeginTransaction();
        try
        {
            var rows = new MadeRows(connection, transaction, schema);
            foreach (var table in Tables)
            {
                var others = BaseOf(table.Name, isCounted).ToDictionary(other => other.Column, other => other.Value);
                foreach (var (_, column, value) in given.Where(other => other.Table == table.Name))
                {
                    others[column] = value;
                }

                rows.Add(table, isCited: true, others.Select(other => (other.Key, other.Value)));
            }

            return Tables.SelectMany(table => CountsOf(transaction, table)).ToDictionary();
        }
        catch (DbException)
        {
            return null;
        }
        finally
        {
            transaction.Rollback();
        }
    }

    /// <summary>A consent alone shows the group and the count, so that each of its fields can hide them.</summary>
    private static IEnumerable<(string Column, object? Value)> BaseOf(string table, bool isCounted) =>
        (table, isCounted) switch
        {
            ("groups", true) =>
            [
                ("visibility_basis", null),
                ("visibility", "country"),
                ("possible_to", "9999-12-31"),
                ("counted_members", $"[\"2 {MadeRows.MarkOf("networks")}\"]"),
            ],
            ("memberships", true) => [("possible_to", "9999-12-31")],
            ("groups" or "individual_counts", _) => [("visibility_basis", null)],
            _ => [],
        };

    private IEnumerable<KeyValuePair<string, long>> CountsOf(DbTransaction transaction, DataTable table)
    {
        var view = views.Contains($"showable_{table.Name}") ? $"showable_{table.Name}" : $"public_{table.Name}";
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""
            select {string.Join(", ", table.Schema.Fields.Select(field => $"count({field.Name})"))} from {view}
            where {schema.KeyOf(table.Name).First()} like 'made-of-%'
            """;
        using var reader = command.ExecuteReader();
        reader.Read();
        return [.. table.Schema.Fields.Select((field, i) => KeyValuePair.Create(Name(table, field), reader.GetInt64(i)))];
    }
}
