using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>The description of a set of tables, as a Frictionless Data Package: the format in which the registry ships, takes in and gives out data.</summary>
internal sealed record DataPackage
{
    public required string Name { get; init; }

    /// <summary>The version of the format. A later version has more tables and fields; it never loses one.</summary>
    public required string Version { get; init; }

    /// <summary>True for one that has what is private.</summary>
    public bool Private { get; init; }

    public required IReadOnlyList<DataTable> Resources { get; init; }

    /// <summary>The files of it that are never taken in.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Of a package that somebody else wrote.</summary>
    /// <exception cref="JsonException">The text is no description; the position is missing where it is empty.</exception>
    public static DataPackage Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<DataPackage>(json, JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");
}

/// <summary>One table of the package. The tables stand in an order in which they can be loaded.</summary>
internal sealed record DataTable
{
    public required string Name { get; init; }

    /// <summary>The kind of record whose rows it holds, as addresses and the feed call it; null for parts of records and for tables that no feed shows.</summary>
    public string? Resource { get; init; }

    /// <summary>The record whose part each row is; null where a row is a record of its own.</summary>
    public DataPart? PartOf { get; init; }

    /// <summary>True for a table that stewards alone may read.</summary>
    public bool Private { get; init; }

    public required DataSchema Schema { get; init; }

    [JsonIgnore]
    public string Path => $"{Name}.csv";

    /// <summary>True where a record can be withdrawn.</summary>
    [JsonIgnore]
    public bool IsWithdrawable => Schema.Fields.Any(column => column.Name == "withdrawn");

    /// <summary>The field that the API calls so; null where there is none.</summary>
    public DataField? FindByPropertyOrNull(string property) => Schema.Fields.FirstOrDefault(column => column.ApiName == property);

    /// <summary>The table whose rows a field names; null where it names none.</summary>
    public string? ReferenceOrNull(DataField field) =>
        Schema.ForeignKeys.FirstOrDefault(key => key.Fields[0] == field.Name)?.Reference.Table(this);
}

/// <summary>Which record a row is a part of.</summary>
internal sealed record DataPart
{
    /// <summary>The table of the records.</summary>
    public required string Table { get; init; }

    /// <summary>The property of a record that holds its parts.</summary>
    public required string Property { get; init; }

    /// <summary>The column that names the record; null where there is one record alone, and all rows are its.</summary>
    public string? Owner { get; init; }

    /// <summary>The most parts that one record has; null for as many as there are.</summary>
    public int? MaxItems { get; init; }
}

internal sealed record DataSchema
{
    public required IReadOnlyList<DataField> Fields { get; init; }

    /// <summary>The columns that name a row.</summary>
    public required IReadOnlyList<string> PrimaryKey { get; init; }

    /// <summary>The columns that name rows of other tables.</summary>
    public IReadOnlyList<DataForeignKey> ForeignKeys { get; init; } = [];
}

/// <summary>One column: its type, its bounds, and for dates and names the format that says what is stored beside it.</summary>
internal sealed record DataField
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public string? Format { get; init; }
    public DataConstraints? Constraints { get; init; }

    /// <summary>The bounds of each item of a list.</summary>
    public DataConstraints? Items { get; init; }

    /// <summary>What a text is told that breaks the pattern.</summary>
    public DataMistake? Mistake { get; init; }

    /// <summary>True for what stewards alone may read.</summary>
    public bool Private { get; init; }

    /// <summary>True for what the registry makes by itself, or has from what it was filled with: no steward states it.</summary>
    public bool Made { get; init; }

    /// <summary>The version of the format that brought the field.</summary>
    public string Since { get; init; } = "1";

    /// <summary>The name that the API gives it, where that is not the column's own in camelCase.</summary>
    public string? Property { get; init; }

    /// <summary>What stands in it, for whoever fills in a spreadsheet; null where a spreadsheet does not have it.</summary>
    public string? Title { get; init; }

    /// <summary>What could stand in a spreadsheet's cell.</summary>
    public string? Example { get; init; }

    [JsonIgnore]
    public bool IsRequired => Constraints?.Required == true;

    /// <summary>The columns that hold it: a name is stored with what it is looked up by, a date with the days that it means.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Columns =>
        Format switch
        {
            "name" => [Name, Name + "_key"],
            "edtf-period" or "edtf-event" => [Name, "possible_from", "possible_to", "certain_from", "certain_to"],
            _ => [Name],
        };

    /// <summary>The name of the field in the API.</summary>
    [JsonIgnore]
    public string ApiName => Property ?? CamelName;

    /// <summary>The column's name in camelCase, as the feed writes it.</summary>
    [JsonIgnore]
    public string CamelName =>
        string.Concat(Name.Split('_').Select((part, i) => i == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
}

/// <summary>The bounds of a value. The API, bundles and spreadsheets hold the same.</summary>
internal sealed record DataConstraints
{
    public bool Required { get; init; }

    [JsonPropertyName("enum")]
    public IReadOnlyList<string>? Values { get; init; }

    public int? MaxLength { get; init; }
    public string? Pattern { get; init; }
    public int? Minimum { get; init; }
    public int? Maximum { get; init; }
    public int? MinItems { get; init; }
    public int? MaxItems { get; init; }
    public bool UniqueItems { get; init; }
}

/// <summary>What a value is told that has not the form of its field.</summary>
/// <param name="Code">The code of the error.</param>
/// <param name="Mend">How to mend it.</param>
internal sealed record DataMistake(string Code, string Mend);

internal sealed record DataForeignKey
{
    public required IReadOnlyList<string> Fields { get; init; }
    public required DataReference Reference { get; init; }
}

/// <summary>What a foreign key leads to; an empty resource is the table itself.</summary>
internal sealed record DataReference
{
    public required string Resource { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }

    public string Table(DataTable from) => Resource.Length == 0 ? from.Name : Resource;
}
