using Inpud.Registry.Domain.ExternalIds;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features;

/// <summary>The id that another registry gives a network or a group.</summary>
internal sealed record ExternalId
{
    /// <inheritdoc cref="ExternalIdInput.Scheme"/>
    public required ExternalIdScheme Scheme { get; init; }

    /// <inheritdoc cref="ExternalIdInput.Value"/>
    public required string Value { get; init; }

    /// <summary>The address at which the other registry shows it.</summary>
    /// <example>https://www.wikidata.org/wiki/Q42</example>
    public required string Url { get; init; }

    /// <summary>The source of the id.</summary>
    public required Citation Citation { get; init; }

    public static ExternalId Of(ExternalIdRow row) =>
        new()
        {
            Scheme = row.Scheme,
            Value = row.Value,
            Url = ExternalIdForm.Of(row.Scheme).Address + row.Value,
            Citation = row.Citation,
        };
}
