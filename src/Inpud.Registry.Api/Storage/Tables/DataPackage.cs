using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>The description of a set of CSV tables, as a Frictionless Data Package: the format in which the registry ships, takes in and gives out data.</summary>
internal sealed record DataPackage
{
    public required string Name { get; init; }

    /// <summary>The version of the format: a package of another cannot be read.</summary>
    public required string Version { get; init; }

    /// <summary>True for one that has what is private.</summary>
    public bool Private { get; init; }

    public required IReadOnlyList<DataTable> Resources { get; init; }

    /// <summary>The files of it that are never taken in.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <exception cref="JsonException">The text is no description; the position is missing where it is empty.</exception>
    public static DataPackage Parse(string json) =>
        JsonSerializer.Deserialize<DataPackage>(json, JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");

    /// <summary>Of a package that somebody else wrote.</summary>
    public static DataPackage Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<DataPackage>(json, JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");
}

/// <summary>One table of the package; the tables stand in an order in which they can be loaded.</summary>
internal sealed record DataTable
{
    public required string Name { get; init; }
    public required string Path { get; init; }
    public required DataSchema Schema { get; init; }
}

internal sealed record DataSchema
{
    public required IReadOnlyList<DataField> Fields { get; init; }

    /// <summary>The columns that name a row.</summary>
    public required IReadOnlyList<string> PrimaryKey { get; init; }

    /// <summary>The columns that name rows of other tables.</summary>
    public IReadOnlyList<DataForeignKey> ForeignKeys { get; init; } = [];
}

/// <summary>One column: its type, and for dates and names the format that says what is stored beside it.</summary>
internal sealed record DataField
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public string? Format { get; init; }
    public DataConstraints? Constraints { get; init; }
}

internal sealed record DataConstraints
{
    public bool Required { get; init; }

    [JsonPropertyName("enum")]
    public IReadOnlyList<string>? Values { get; init; }
}

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
