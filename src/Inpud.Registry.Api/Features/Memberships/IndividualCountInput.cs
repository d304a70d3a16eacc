using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>How many individuals of a country a network admits.</summary>
internal sealed record IndividualCountInput : FactInput, ICheckedBody
{
    /// <summary>The country: alpha-2, alpha-3 or M49 number.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The number of people. From one to four, the public sees `&lt;5` and no number.</summary>
    /// <example>42</example>
    public required int People { get; init; }

    public static IValidator Rules { get; } = new IndividualCountInputRules();
}

/// <summary>A count of individuals as the network's stewards keep it.</summary>
internal sealed record IndividualCountRecord : FactRecord
{
    /// <summary>The network.</summary>
    /// <example>africanpud</example>
    public required string Network { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>KE</example>
    public required string Country { get; init; }

    /// <summary>The number of people; null where the record comes from a public export, which gives no number from one to four.</summary>
    /// <example>42</example>
    public required int? People { get; init; }

    /// <summary>5 where the record comes from a public export that says no more than that one to four people are counted; else null.</summary>
    public required int? PeopleBelow { get; init; }

    [JsonIgnore]
    public override string Resource => "individuals";
}

internal sealed class IndividualCountInputRules : AbstractValidator<IndividualCountInput>
{
    public IndividualCountInputRules()
    {
        this.FieldRules("individual_counts");
        this.ReasonRules();
    }
}
