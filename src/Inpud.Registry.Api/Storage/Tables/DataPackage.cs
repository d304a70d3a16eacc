using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>Describes a set of tables as a Frictionless Data Package. The shipped data, the imports and the exports have this format.</summary>
internal sealed record DataPackage
{
    public required string Name { get; init; }

    /// <summary>The version of the format. A later version has more tables and fields; it never loses one.</summary>
    public required string Version { get; init; }

    /// <summary>True for a package that contains private fields.</summary>
    public bool Private { get; init; }

    public required IReadOnlyList<DataTable> Resources { get; init; }

    /// <summary>The files of the package that an import ignores.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Reads the description of a package that another program may have written.</summary>
    /// <exception cref="JsonException">The text does not describe a package. The exception has no position where the text is empty.</exception>
    public static DataPackage Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, DataPackageJson.Default.DataPackage) ?? throw new JsonException("It is empty.");
}

/// <summary>One table of the package. The package lists each table after those that it refers to, so that they load in this order.</summary>
internal sealed record DataTable
{
    public required string Name { get; init; }

    /// <summary>The kind of record that the table holds, as addresses and the feed name it; null for parts of records and for tables that the feed does not show.</summary>
    public string? Resource { get; init; }

    /// <summary>The record that each row belongs to; null where each row is a record of its own.</summary>
    public DataPart? PartOf { get; init; }

    /// <summary>True for a table that stewards alone may read.</summary>
    public bool Private { get; init; }

    public required DataSchema Schema { get; init; }

    [JsonIgnore]
    public string Path => $"{Name}.csv";

    /// <summary>True where a record can be withdrawn.</summary>
    [JsonIgnore]
    public bool IsWithdrawable => Schema.Fields.Any(column => column.Name == "withdrawn");

    /// <summary>The field with this name in the API; null where there is none.</summary>
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

    /// <summary>The column that names the record; null where the registry has a single such record, which owns all rows.</summary>
    public string? Owner { get; init; }

    /// <summary>The most parts that one record may have; null for no limit.</summary>
    public int? MaxItems { get; init; }
}

internal sealed record DataSchema
{
    public required IReadOnlyList<DataField> Fields { get; init; }

    /// <summary>The columns that name a row.</summary>
    public required IReadOnlyList<string> PrimaryKey { get; init; }

    /// <summary>The columns that name rows of other tables.</summary>
    public IReadOnlyList<DataForeignKey> ForeignKeys
    {
        get;
        init => field = value ?? [];
    } = [];
}

/// <summary>One column, with its type and its bounds. The format of a date or a name says which further columns are stored with it.</summary>
internal sealed record DataField
{
    public required string Name
    {
        get;
        init
        {
            field = value;
            // Each row of an import asks for the names of its fields.
            CamelName = string.Concat(
                value.Split('_').Select((part, i) => i == 0 || part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..])
            );
        }
    }

    public required string Type { get; init; }
    public string? Format { get; init; }
    public DataConstraints? Constraints { get; init; }

    /// <summary>The bounds of each item of a list.</summary>
    public DataConstraints? Items { get; init; }

    /// <summary>The error for a text that does not match the pattern.</summary>
    public DataMistake? Mistake { get; init; }

    /// <summary>True for a field that only stewards may read.</summary>
    public bool Private { get; init; }

    /// <summary>True for a field that no steward states: the program makes it, or it ships with the data.</summary>
    public bool Made { get; init; }

    /// <summary>The attribute that the field is of, in a table whose column <c>attribute</c> says of which attribute a row is; null for a field that every row has.</summary>
    public string? Of { get; init; }

    /// <summary>True where each row of its attribute has a value.</summary>
    public bool OfRequired { get; init; }

    /// <summary>True for a text that may have several lines, such as a note. A name, a title or a place is one line: a list, a cell or a heading shows it.</summary>
    public bool Lines { get; init; }

    /// <summary>The version of the format that brought the field.</summary>
    public string Since
    {
        get;
        init => field = value ?? "1";
    } = "1";

    /// <summary>The field's name in the API, where it differs from the column's name in camelCase.</summary>
    public string? Property { get; init; }

    /// <summary>The heading that explains the field in the spreadsheet template; null where a spreadsheet does not have the field.</summary>
    public string? Title { get; init; }

    /// <summary>An example of a cell in a spreadsheet.</summary>
    public string? Example { get; init; }

    [JsonIgnore]
    public bool IsRequired => Constraints?.Required == true;

    /// <summary>The columns that store the field: a name has two more, with the key by which it is unique and the one by which it is sorted; a date has four with the days that it can mean.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Columns =>
        Format switch
        {
            "name" => [Name, Name + "_key", Name + "_order"],
            "edtf-period" or "edtf-event" => [Name, "possible_from", "possible_to", "certain_from", "certain_to"],
            _ => [Name],
        };

    /// <summary>The name of the field in the API.</summary>
    [JsonIgnore]
    public string ApiName => Property ?? CamelName;

    /// <summary>The column's name in camelCase, as the feed writes it.</summary>
    [JsonIgnore]
    public string CamelName { get; private init; } = "";
}

/// <summary>The bounds of a value. The API, bundles and spreadsheets apply the same ones.</summary>
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

    /// <summary>Of the items of a list: the table whose records they name; null where they name none.</summary>
    public string? Reference { get; init; }
}

/// <summary>The error for a value that does not have the form of its field.</summary>
/// <param name="Code">The code of the error.</param>
/// <param name="Mend">How to mend it.</param>
internal sealed record DataMistake(string Code, string Mend);

internal sealed record DataForeignKey
{
    public required IReadOnlyList<string> Fields { get; init; }
    public required DataReference Reference { get; init; }
}

/// <summary>The table and columns that a foreign key refers to. An empty resource means the table itself, as in Frictionless.</summary>
internal sealed record DataReference
{
    public required string Resource { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }

    public string Table(DataTable from) => Resource.Length == 0 ? from.Name : Resource;
}
