using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Api.Tests.Storage.Upgrades;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Tables;

/// <summary>The description of the tables matches the columns of the database and the properties that stewards can state.</summary>
internal sealed class DescriptionTests : ReadingTests
{
    private static readonly IEnumerable<string> TableNames = RegistryTables.Full.Resources.Select(table => table.Name);

    [TestCaseSource(nameof(TableNames))]
    public void Field_WhenItHasAPattern_SaysWhatAWrongValueGets(string name) =>
        Assert.That(
            RegistryTables
                .Of(name)
                .Schema.Fields.Where(field => field.Constraints?.Pattern is not null && field.Mistake is null)
                .Select(field => field.Name),
            Is.Empty
        );

    [TestCaseSource(nameof(TableNames))]
    public async Task Table_WhenHeldAgainstTheDatabase_HasItsColumnsNullsWordsAndReferences(string name)
    {
        var table = RegistryTables.Of(name);
        var found = await TableCatalogue.OfAsync(Server, name);
        var columns = found.Columns;

        var described = table.Schema.Fields.SelectMany(field => field.Columns);
        if (table.Private)
        {
            // No import reads its rows, and no export contains its secrets, such as a link.
            Assert.That(described, Is.SubsetOf(columns.Select(column => column.Name)));
            return;
        }

        Assert.That(columns.Select(column => column.Name), Is.EquivalentTo(described));
        Assert.Multiple(() =>
        {
            foreach (var field in table.Schema.Fields.Where(field => !field.Private))
            {
                Assert.That(columns.Single(column => column.Name == field.Name).NotNull, Is.EqualTo(field.IsRequired), field.Name);
                if (field is { Type: "string", Constraints.Values: { } values } && found.WordsOrNull(field.Name) is { } words)
                {
                    Assert.That(words, Is.EqualTo(values), field.Name);
                }
            }

            Assert.That(
                found.References,
                Is.SubsetOf(
                    table.Schema.ForeignKeys.Select(key => $"{key.Fields[0]} {key.Reference.Table(table)} {key.Reference.Fields[0]}")
                )
            );
        });
    }

    [Test]
    public async Task Database_WhenLookedAt_HasNoTableOfRecordsThatIsNotDescribed()
    {
        string[] bookkeeping =
        [
            "keys",
            "key_uses",
            "answered_writes",
            "epoch",
            "public_changes",
            "public_form",
            "settled_days",
            "former_ids",
            "erasures",
            "shown_stale",
            "shown_promise",
            .. ShownTables.Names.Select(table => $"shown_{table}"),
            .. ShownCounts.Tables,
            "merged_records",
            "consent_limits",
            "consent_approvals",
            .. TestDatabase.IsPostgres ? ["registry_schema", "registry_touch"] : Array.Empty<string>(),
        ];
        await using var read = await Server.Services.GetRequiredService<Database>().ReadAsync();
        var tables = await read.QueryAsync<string>(
            TestDatabase.IsPostgres
                ? "select relname from pg_class where relkind = 'r' and relnamespace = cast('public' as regnamespace)"
                : "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
        );

        Assert.That(
            tables.Where(name => !name.StartsWith("public_name", StringComparison.Ordinal)).Except(bookkeeping),
            Is.EquivalentTo(TableNames)
        );
    }

    [TestCaseSource(nameof(Inputs))]
    public void Input_WhenHeldAgainstItsTable_HasAColumnForEachPropertyAndAPropertyForEachColumn(
        string name,
        Type input,
        string table,
        string? owner
    )
    {
        var properties = input
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .ToHashSet();
        var described = RegistryTables.Of(table);
        var parts = RegistryTables.PartsOf(table).Select(part => part.PartOf!.Property).ToHashSet();
        string[] ofOne = ["remit", "seat"];

        Assert.Multiple(() =>
        {
            Assert.That(
                properties
                    .Where(property => described.FindByPropertyOrNull(property) is null && !parts.Contains(property))
                    .Except([.. ofOne, "reason", "since", "correction"]),
                Is.Empty,
                $"{name} takes what no column of {table} holds"
            );
            Assert.That(
                described
                    .Schema.Fields.Where(field => !field.Made && field.Name != owner && !described.Schema.PrimaryKey.Contains(field.Name))
                    .Select(field => field.ApiName)
                    .Except(properties),
                Is.Empty,
                $"{table} has what nobody can state with {name}; where the registry makes it, the description says so"
            );
        });
    }

    [TestCaseSource(typeof(Earlier), nameof(Earlier.Versions))]
    public void Description_WhenHeldAgainstAnEarlierBundle_SaysSinceWhenEachFieldIs(string version)
    {
        var bundle = Earlier.PublicBundle(version);
        var format = int.Parse(Earlier.DescriptionOf(bundle).Version, CultureInfo.InvariantCulture);
        var had = Earlier
            .TablesOf(bundle)
            .SelectMany(table => table.Value.Split('\n')[0].Split(',').Select(column => $"{table.Key} {column.Trim()}"));
        var since = RegistryTables
            .Public.Resources.SelectMany(table => table.Schema.Fields.Select(field => (Name: $"{table.Path} {field.Name}", field.Since)))
            .Where(field => int.Parse(field.Since, CultureInfo.InvariantCulture) <= format)
            .Select(field => field.Name);

        Assert.That(since, Is.EquivalentTo(had));
        Assert.That(
            RegistryTables
                .Full.Resources.SelectMany(table => table.Schema.Fields)
                .Max(field => int.Parse(field.Since, CultureInfo.InvariantCulture)),
            Is.LessThanOrEqualTo(int.Parse(RegistryTables.Full.Version, CultureInfo.InvariantCulture)),
            "the first field of a release raises the version of the format"
        );
    }

    private static IEnumerable<TestCaseData> Inputs()
    {
        using var service = RegistryApp.Build(["--Logging:LogLevel:Default=None"]);
        foreach (var kind in service.Services.GetRequiredService<IEnumerable<IRecordKind>>())
        {
            var input = kind.GetType().GenericTypeArguments[0];
            yield return Case(input, (string)Value(kind, "Table")!, (string?)Value(kind, "OwnerColumn"));
            foreach (var property in input.GetProperties().Where(property => property.PropertyType.IsGenericType))
            {
                var item = property.PropertyType.GenericTypeArguments[0];
                var part = RegistryTables
                    .PartsOf((string)Value(kind, "Table")!)
                    .FirstOrDefault(part => part.PartOf!.Property == JsonNamingPolicy.CamelCase.ConvertName(property.Name));
                if (part is not null && item.IsAssignableTo(typeof(ICheckedBody)))
                {
                    yield return Case(item, part.Name, part.PartOf!.Owner);
                }
            }
        }

        static object? Value(IRecordKind kind, string property) => kind.GetType().GetProperty(property)!.GetValue(kind);

        static TestCaseData Case(Type input, string table, string? owner) =>
            new TestCaseData(input.Name, input, table, owner).SetArgDisplayNames(input.Name);
    }
}
