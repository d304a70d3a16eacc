using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>A network as its stewards keep it.</summary>
internal sealed record NetworkRecord : NetworkFacts, IKeptRecord
{
    public NetworkRecord(NetworkRow row)
        : base(row) { }

    /// <summary>The id. The registry never gives it to another record.</summary>
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>The countries from which it may admit members.</summary>
    [JsonPropertyOrder(1)]
    public required NetworkRemitRecord Remit { get; init; }

    /// <inheritdoc cref="NetworkInput.Names"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkNameRecord> Names { get; init; }

    /// <inheritdoc cref="NetworkInput.Successors"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<SuccessorRecord> Successors { get; init; }

    /// <inheritdoc cref="NetworkInput.FormerValues"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkFormerValue> FormerValues { get; init; }

    /// <inheritdoc cref="NetworkInput.Standings"/>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<NetworkStandingRecord> Standings { get; init; }

    /// <inheritdoc cref="NetworkInput.Seat"/>
    [JsonPropertyOrder(1)]
    public required NetworkSeatRecord? Seat { get; init; }

    /// <summary>The ids that other registries give it; empty where no source says.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ExternalId> ExternalIds { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    [JsonPropertyOrder(1)]
    public required DateTimeOffset? Withdrawn { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    [JsonIgnore]
    public string Resource => "networks";
}

/// <summary>The countries from which a network may admit members.</summary>
internal sealed record NetworkRemitRecord
{
    /// <inheritdoc cref="NetworkRemitInput.Basis"/>
    public required RemitBasis Basis { get; init; }

    /// <inheritdoc cref="NetworkRemitInput.Definition"/>
    public required string Definition { get; init; }

    /// <summary>The countries, as alpha-2 codes.</summary>
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>Its source.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A part of a network's record that holds for a time.</summary>
internal abstract record NetworkPartRecord
{
    /// <summary>The time for which it holds.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    public required PartialDate? Observed { get; init; }

    /// <summary>Its source.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>Another name of a network.</summary>
internal sealed record NetworkNameRecord : NetworkPartRecord
{
    /// <inheritdoc cref="NetworkNameInput.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="NetworkNameInput.Kind"/>
    public required NetworkNameKind Kind { get; init; }
}

/// <summary>A standing of a network towards INPUD, with its time.</summary>
internal sealed record NetworkStandingRecord : NetworkPartRecord
{
    /// <inheritdoc cref="NetworkStandingInput.Standing"/>
    public required NetworkStanding Standing { get; init; }
}

/// <summary>A network's seat on the board.</summary>
internal sealed record NetworkSeatRecord : NetworkPartRecord;
