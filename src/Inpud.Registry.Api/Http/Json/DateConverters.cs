using System.Text.Json;
using System.Text.Json.Serialization;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Http.Json;

/// <summary>Writes and reads a partial date as its EDTF text.</summary>
internal sealed class PartialDateConverter : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PartialDate.TryParse(reader.GetString(), out var date, out var reason) ? date : throw new JsonException(reason);

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}

/// <summary>Writes and reads the date of an event as its EDTF text.</summary>
internal sealed class EventDateConverter : JsonConverter<EventDate>
{
    public override EventDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EventDate.TryParse(reader.GetString(), out var date, out var reason) ? date : throw new JsonException(reason);

    public override void Write(Utf8JsonWriter writer, EventDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}

/// <summary>Writes and reads a period as its EDTF text. The date at which its source observed it stands in a field of its own.</summary>
internal sealed class PeriodConverter : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Period.TryParse(reader.GetString(), null, out var period, out var reason) ? period : throw new JsonException(reason);

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

/// <summary>Writes a moment with <c>Z</c> for UTC, as the examples of the contract have it, and reads any offset. Of the forms that <c>date-time</c> has, this is the one that every validator takes.</summary>
/// <remarks>The texts that the history keeps of before stay as they are, since their checksums hold for them.</remarks>
internal sealed class MomentConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
