using System.Text.Json;
using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>Which item of a list it is: a group as of the present day, and how certain it is that the list has it.</summary>
internal readonly record struct ItemKey(string Group, Certainty Certainty);

/// <summary>An item of a list as JSON, written once for all lists that have it.</summary>
[JsonConverter(typeof(Converter))]
internal sealed class WrittenItem(string group, byte[] json) : IKept<WrittenItem>
{
    /// <summary>What it needs in memory besides its bytes, estimated high.</summary>
    private const int Overhead = 256;

    private sealed class Converter : JsonConverter<WrittenItem>
    {
        public override WrittenItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("An item is written, and never read.");

        public override void Write(Utf8JsonWriter writer, WrittenItem value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json, skipInputValidation: true);
    }

    public ReadOnlySpan<byte> Json => json;

    public string About => group;

    public int Size => Overhead + json.Length + (2 * group.Length);

    public WrittenItem With(WrittenItem? other) => this;

    /// <summary>Writes an item.</summary>
    /// <param name="group">The id of the group that it shows.</param>
    /// <param name="item">The item.</param>
    public static WrittenItem Of<T>(string group, T item) => new(group, JsonSerializer.SerializeToUtf8Bytes(item, RegistryJson.Answers));
}
