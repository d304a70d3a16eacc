using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.ExternalIds;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>Counts the made values, so that no two are alike across all records.</summary>
internal sealed class Serial
{
    private readonly Dictionary<string, int> last = [];

    public int Next(string of) => last[of] = last.GetValueOrDefault(of, -1) + 1;
}

/// <summary>Makes bodies for a record. Every property of the schema gets a value that differs from all others and from its value in the body before.</summary>
/// <remarks>
/// The schema lists the properties, and the description of the tables says what a value means. The filler throws at an unknown property and does not guess, so that somebody teaches it.
/// </remarks>
internal sealed class Filler(Schemas schemas, References references, Serial serial)
{
    /// <summary>How each made text begins.</summary>
    public const string Mark = "Fill ";

    private const string Applications = "applications";

    /// <summary>What a change says of itself. No record keeps it, and whoever fills a change states it.</summary>
    public static readonly string[] SaysHowItIsMeant = ["since", "correction", "mergedInto"];

    private static readonly DateOnly FirstObservation = new(2025, 1, 1);

    private readonly Dictionary<string, string> lastWord = [];

    /// <summary>A body with every property, and the values in it.</summary>
    /// <param name="schema">The schema of the body.</param>
    /// <param name="table">The table of the record that the body is about; null where there is none.</param>
    /// <param name="at">The path in the record, such as <c>consents.0</c>; empty for the record itself.</param>
    public async Task<(JsonObject Body, IReadOnlyList<Stated> Values)> FillAsync(string schema, DataTable? table, string at = "")
    {
        var values = new List<Stated>();
        var body = await ObjectAsync(schemas.Named(schema), table, at, values);
        return (body, values);
    }

    private async Task<JsonObject> ObjectAsync(JsonElement schema, DataTable? table, string at, List<Stated> values)
    {
        var filled = new JsonObject();
        foreach (var property in schemas.PropertiesOf(schema).Where(property => !SaysHowItIsMeant.Contains(property.Name)))
        {
            if (OfAnotherAttribute(table, at, property.Name, filled))
            {
                continue;
            }

            var path = at.Length == 0 ? property.Name : $"{at}.{property.Name}";
            filled[property.Name] = await ValueAsync(property.Value, table, path, property.Name, values);
        }

        return filled;
    }

    /// <summary>Whether the property is of another attribute than the one that the object is about.</summary>
    private static bool OfAnotherAttribute(DataTable? table, string at, string property, JsonObject filled) =>
        filled.TryGetPropertyValue("attribute", out var attribute)
        && FieldOf(table, property, at)?.Field.Of is { } of
        && of != attribute!.GetValue<string>();

    private async Task<JsonNode> ValueAsync(JsonElement schema, DataTable? table, string path, string property, List<Stated> values)
    {
        var type = schemas.TypeOf(schema);
        if (type == "object")
        {
            return await ObjectAsync(schema, PartOf(table, property), path, values);
        }

        if (type == "array")
        {
            var items = schemas.Resolve(schema).GetProperty("items");
            var isUnique = schemas.Resolve(schema).TryGetProperty("uniqueItems", out _);
            var list = new JsonArray();
            // A list gets two items, so that a test notices where only the first is kept. A set of words gets one, so that the next body can have another.
            for (var i = 0; i < (isUnique ? 1 : 2); i++)
            {
                var item = $"{path}.{i.ToString(CultureInfo.InvariantCulture)}";
                list.Add(
                    schemas.IsPlain(items)
                        ? await PlainAsync(items, TableOfItems(table, path, property), item, ItemProperty(table, property), values)
                        : await ObjectAsync(items, PartOf(table, property), item, values)
                );
            }

            return list;
        }

        return await PlainAsync(schema, table, path, property, values);
    }

    private async Task<JsonNode> PlainAsync(JsonElement reference, DataTable? table, string path, string property, List<Stated> values)
    {
        var schema = schemas.Resolve(reference);
        var found = FieldOf(table, property, path);
        var isWord = schema.TryGetProperty("enum", out var words);
        var type = schemas.TypeOf(schema);
        JsonValue value = (type, found?.Field) switch
        {
            ("boolean", _) => JsonValue.Create(Next(path, ["true", "false"]) == "true"),
            ("integer", _) => JsonValue.Create(Number(schema)),
            (_, _) when isWord => JsonValue.Create(Next(path, Words(words, path))),
            (_, { Format: "edtf-period" }) => JsonValue.Create(
                path.StartsWith("formerValues.", StringComparison.Ordinal) ? FormerPeriod() : Period()
            ),
            (_, { Format: "edtf" or "edtf-event" }) => JsonValue.Create(Day(FirstObservation)),
            (_, { Name: "replaced_by" }) => JsonValue.Create(DayOfTheEnd(path, values)),
            (_, { Type: "date" }) => JsonValue.Create(
                // The consent is in force: it began in the past and runs out in the future.
                path.EndsWith("until", StringComparison.OrdinalIgnoreCase)
                    ? Day(new DateOnly(2090, 1, 1))
                    : Day(FirstObservation)
            ),
            (_, { Format: "uri" or "https" }) => JsonValue.Create($"https://example.org/fill-{Number()}"),
            (_, { Format: "external-id" }) => JsonValue.Create(ExternalId(path, values)),
            _ when schema.TryGetProperty("pattern", out var pattern) => JsonValue.Create(
                PatternText.Of(pattern.GetString()!, serial.Next("text"))
            ),
            (_, { Items.Reference: { } named }) => JsonValue.Create(await references.NewAsync(named, found!.Value.Table.Name)),
            (_, { } field) when found!.Value.Table.ReferenceOrNull(field) is { } named => JsonValue.Create(
                await references.NewAsync(named, found.Value.Table.Name)
            ),
            _ when schema.TryGetProperty("maxLength", out var longest) => JsonValue.Create(Text(path, longest.GetInt32())),
            _ => throw new InvalidOperationException($"What stands in '{path}'? Teach it to the filler."),
        };
        values.Add(new Stated(path, value, found?.Field, !isWord && type != "boolean"));
        return value;
    }

    /// <summary>A day that the end of the period of the same part can mean.</summary>
    private static string DayOfTheEnd(string path, List<Stated> values) =>
        $"{values.Last(value => value.Path == $"{path[..path.LastIndexOf('.')]}.period").Text.Split('/')[1]}-15";

    /// <summary>An id in the form of the scheme of the same part.</summary>
    private string ExternalId(string path, List<Stated> values)
    {
        var scheme = values.Last(value => value.Path == $"{path[..path.LastIndexOf('.')]}.scheme").Text;
        return PatternText.Of(ExternalIdForm.Of(Kebab.Parse<ExternalIdScheme>(scheme)).Pattern, serial.Next("text"));
    }

    /// <summary>The table and the field that store a property; null for a property that belongs to the change and is stored in the table of changes.</summary>
    private static (DataTable Table, DataField Field)? FieldOf(DataTable? table, string property, string path)
    {
        // An application is about a group and a membership, and has a message besides.
        string[] tables =
            table?.Name == Applications ? ["groups", "memberships", Applications]
            : table is null ? []
            : [table.Name];
        foreach (var of in tables.Select(RegistryTables.Of))
        {
            if (of.FindByPropertyOrNull(property) is { } field)
            {
                return (of, field);
            }
        }

        return table is null || RegistryTables.Of("changes").FindByPropertyOrNull(property) is not null
            ? null
            : throw new InvalidOperationException($"No field of {table.Name} holds '{path}': describe it in tables.json.");
    }

    /// <summary>The table of a record's parts. The property has its name, or the singular of it where the record has one such part.</summary>
    private static DataTable? PartOf(DataTable? table, string property) =>
        table is null
            ? null
            : RegistryTables
                .PartsOf(table.PartOf?.Table ?? table.Name)
                .SingleOrDefault(part => part.PartOf!.Property == property || part.PartOf.Property == $"{property}s")
                ?? throw new InvalidOperationException(
                    $"No table holds the parts '{property}' of {table.Name}: describe it in tables.json."
                );

    /// <summary>The table of a list of plain values: the record's own where a column stores the list, and otherwise a table with a row for each value, such as <c>remitCountries</c>.</summary>
    private static DataTable? TableOfItems(DataTable? table, string path, string property) =>
        table is null || table.FindByPropertyOrNull(property) is not null
            ? table
            : PartOf(table, $"{path.Split('.')[0]}{char.ToUpperInvariant(property[0])}{property[1..]}");

    private static string ItemProperty(DataTable? table, string property) =>
        table is null || table.FindByPropertyOrNull(property) is not null ? property
        : property.EndsWith("ies", StringComparison.Ordinal) ? $"{property[..^3]}y"
        : property[..^1];

    /// <summary>The words among which the filler may choose.</summary>
    private static string[] Words(JsonElement words, string path) =>
        // Always public, since the tests look for the record in public places. The privacy tests try the other words.
        path is "visibility"
        || path.StartsWith("consents.", StringComparison.Ordinal)
            ? ["public"]
            : [.. words.EnumerateArray().Select(word => word.GetString()).OfType<string>()];

    /// <summary>A word that differs from the last one at the same path and in the same list.</summary>
    private string Next(string path, string[] words)
    {
        var place = string.Join('.', path.Split('.').Where(step => !int.TryParse(step, out _)));
        // The filler begins with the last word, since the first is the default where there is one.
        var next = lastWord.TryGetValue(place, out var last)
            ? words[(Array.IndexOf(words, last) + words.Length - 1) % words.Length]
            : words[^1];
        return lastWord[place] = next;
    }

    private string Number() => serial.Next("text").ToString(CultureInfo.InvariantCulture);

    private int Number(JsonElement schema)
    {
        var (least, most) = (schema.GetProperty("minimum").GetInt32(), schema.GetProperty("maximum").GetInt32());
        return least + (int)((most - least) * 0.7) + serial.Next("number");
    }

    private string Text(string path, int longest)
    {
        var text = $"{Mark}{Number()} of {path}";
        return text.Length <= longest ? text : text[..longest];
    }

    /// <summary>A period that includes today. Each later period lies within the earlier ones.</summary>
    private string Period()
    {
        var number = serial.Next("period");
        var (months, years) = (number % 12, number / 12);
        return string.Create(CultureInfo.InvariantCulture, $"{2013 + years}-{months + 1:00}/{2080 - years}-{12 - months:00}");
    }

    /// <summary>A period that ended in some month of the last year, after every observation.</summary>
    private string FormerPeriod()
    {
        var number = serial.Next("former period");
        return string.Create(CultureInfo.InvariantCulture, $"2019-{number + 1:00}/2025-{number + 3:00}");
    }

    private string Day(DateOnly first) => first.AddDays(serial.Next("day")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
