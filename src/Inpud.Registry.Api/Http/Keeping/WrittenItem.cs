using System.Text.Json;
using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>Which item of a list it is: a group, and how certain it is that the list has it.</summary>
internal readonly record struct ItemKey(string Group, Certainty Certainty);

/// <summary>An item of a list as JSON, written once for all lists that have it.</summary>
/// <param name="about">The id of the group that it shows; <see cref="KeptItem.CountedGroups"/> for a counted one.</param>
/// <param name="days">The days as of which the item is the same.</param>
/// <param name="json">The item.</param>
[JsonConverter(typeof(Converter))]
internal sealed class WrittenItem(string about, DayRange days, byte[] json)
{
    private sealed class Converter : JsonConverter<WrittenItem>
    {
        public override WrittenItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("An item is written, and never read.");

        public override void Write(Utf8JsonWriter writer, WrittenItem value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json, skipInputValidation: true);
    }

    public string About => about;

    public ReadOnlySpan<byte> Json => json;

    public DayRange Days => days;

    /// <summary>Writes an item.</summary>
    /// <param name="about">The id of the group that it shows; <see cref="KeptItem.CountedGroups"/> for a counted one.</param>
    /// <param name="days">The days as of which the item is the same.</param>
    /// <param name="item">The item.</param>
    public static WrittenItem Of<T>(string about, DayRange days, T item) =>
        new(about, days, JsonSerializer.SerializeToUtf8Bytes(item, RegistryJson.Answers));
}
