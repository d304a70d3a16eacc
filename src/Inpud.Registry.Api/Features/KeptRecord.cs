using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features;

/// <summary>A record as its stewards keep it.</summary>
internal interface IKeptRecord : IRecordAnswer, IShowsRecords
{
    /// <summary>Its kind, as addresses name it.</summary>
    string Resource { get; }

    string Id { get; }

    DateTimeOffset? Withdrawn { get; }

    IEnumerable<ShownRecord> IShowsRecords.Shown => [new ShownRecord(Resource, Id)];
}

/// <summary>A record of a fact that holds for a time.</summary>
internal abstract record FactRecord : IKeptRecord
{
    /// <summary>The id. The registry never gives it to another record.</summary>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>The time for which it holds.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    [JsonIgnore]
    public abstract string Resource { get; }

    [JsonIgnore]
    public virtual string Tag => RecordTag.Of(this);
}
