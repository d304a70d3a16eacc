using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features;

/// <summary>Makes the columns of a table from what a steward states. The description of the table says which property fills which column.</summary>
internal static class TableColumns
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Properties = new();

    /// <param name="write">The write.</param>
    /// <param name="steward">The steward. A source or a person that is hidden from the steward counts as unknown.</param>
    /// <param name="table">The table.</param>
    /// <param name="input">The input.</param>
    /// <param name="path">Where the input stands in the body, such as <c>names.0.</c>, so that a mistake names the field.</param>
    public static async Task<Dictionary<string, object?>> OfAsync(
        WriteSession write,
        Steward steward,
        string table,
        object input,
        string path = ""
    )
    {
        var described = RegistryTables.Of(table);
        var properties = PropertiesOf(input.GetType());
        var columns = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in described.Schema.Fields)
        {
            if (!properties.TryGetValue(field.ApiName, out var property))
            {
                continue;
            }

            var value = ValueOf(property.GetValue(input));
            columns[field.Name] = value is string text
                ? await ResolveAsync(write, steward, described.ReferenceOrNull(field), text, path + field.ApiName)
                : value;
            if (field.Format == "name")
            {
                columns[field.Name + "_key"] = UniqueName.Of((string)value!);
                columns[field.Name + "_order"] = NameOrder.Of((string)value!);
            }
            else if (field.Format == "edtf-period" && value is not null)
            {
                Facts.AddDays(columns, (string)value!, (string?)properties["observed"].GetValue(input), path + field.ApiName);
            }
            else if (field.Format == "edtf-event")
            {
                // What has happened stays a fact from the day on which it began.
                Facts.AddDays(columns, $"{EventDate.Parse((string)value!).First}/..", observed: null, path + field.ApiName);
            }
        }

        return columns;
    }

    private static Dictionary<string, PropertyInfo> PropertiesOf(Type type) =>
        Properties.GetOrAdd(
            type,
            static of => of.GetProperties().ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
        );

    /// <summary>The column with the place of a part among those of its record. A steward states it by the order of the list.</summary>
    private const string Position = "position";

    /// <summary>Writes the parts of a record, table by table. The stated parts replace the former parts of the record.</summary>
    /// <param name="write">The write.</param>
    /// <param name="steward">The steward.</param>
    /// <param name="table">The table of the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="input">What the steward states.</param>
    /// <param name="current">The record as it was read, with all of its parts; null where it is new.</param>
    public static async Task WritePartsAsync(WriteSession write, Steward steward, string table, string id, object input, object? current)
    {
        foreach (var part in RegistryTables.PartsOf(table))
        {
            if (!PropertiesOf(input.GetType()).TryGetValue(part.PartOf!.Property, out var property))
            {
                continue;
            }

            var rows = new List<Dictionary<string, object?>>();
            foreach (var item in (IEnumerable?)property.GetValue(input) ?? Array.Empty<object>())
            {
                var row = await OfAsync(write, steward, part.Name, item, $"{part.PartOf!.Property}.{rows.Count}.");
                if (part.Schema.PrimaryKey.Contains(Position))
                {
                    row[Position] = rows.Count + 1;
                }

                rows.Add(row);
            }

            // Most records have few parts, and a look for the stored ones of each kind costs a query.
            if (rows.Count > 0 || HasAny(current, part.PartOf!.Property))
            {
                await RowsSql.ReplaceAsync(write, part.Name, part.PartOf!.Owner, id, rows, isNew: current is null);
            }
        }
    }

    /// <summary>Whether a record shows a part; true where it does not show such parts at all, and may have some.</summary>
    private static bool HasAny(object? record, string part) =>
        record is not null
        && !(PropertiesOf(record.GetType()).TryGetValue(part, out var property) && property.GetValue(record) is ICollection { Count: 0 });

    private static async Task<string> ResolveAsync(WriteSession write, Steward steward, string? named, string text, string path)
    {
        switch (named)
        {
            case "countries":
                return await Facts.CountryAsync(write, text, path);
            case "sources":
                await Facts.RequireSourceAsync(write, steward, text, path);
                return text;
            case "groups" when path.Contains('.', StringComparison.Ordinal):
                return await Facts.GroupAsync(write, steward, text, path);
            case "networks" when path.Contains('.', StringComparison.Ordinal):
                return await Facts.NetworkAsync(write, steward, text, path);
            case "people":
                await Facts.RequirePersonAsync(write, steward, text, path);
                return text;
            case "milestones" or "documents" or "posts":
                await Facts.RequireCurrentAsync(write, steward, named, text, path);
                return text;
            default:
                return text;
        }
    }

    private static object? ValueOf(object? value) =>
        value switch
        {
            null or string or bool or int or long => value,
            Enum word => Kebab.Text(word),
            IEnumerable list => JsonSerializer.Serialize(list.Cast<object>().Select(ValueOf)),
            _ => throw new InvalidOperationException($"No column holds a {value.GetType().Name}."),
        };
}
