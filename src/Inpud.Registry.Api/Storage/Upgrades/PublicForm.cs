using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.Upgrades;

/// <summary>All that decides how public records look. A database keeps its checksum, which every start compares; so the compiler makes what writes it.</summary>
/// <param name="Views">The SQL texts of the views.</param>
/// <param name="Tables">The public tables.</param>
internal sealed record PublicForm(IReadOnlyList<string> Views, IEnumerable<PublicForm.Table> Tables)
{
    /// <summary>The checksum for these views and the tables of this program.</summary>
    public static string ChecksumWith(IReadOnlyList<string> views)
    {
        var form = new PublicForm(
            views,
            RegistryTables.Public.Resources.Select(table => new Table(
                table.Name,
                table.Resource,
                table.PartOf,
                table.Schema.Fields.Select(field => new Field(field.Name, field.Type))
            ))
        );
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form, PublicFormJson.Default.PublicForm)));
    }

    internal sealed record Table(string Name, string? Resource, DataPart? PartOf, IEnumerable<Field> Fields);

    internal sealed record Field(string Name, string Type);
}

/// <summary>Any other spelling is another checksum, for which every database is made anew.</summary>
[JsonSerializable(typeof(PublicForm))]
internal sealed partial class PublicFormJson : JsonSerializerContext;
