using System.ComponentModel.DataAnnotations.Schema;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.ExternalIds;

namespace Inpud.Registry.Api.Features;

/// <summary>A row of <c>network_external_ids</c> or <c>group_external_ids</c>, or of the public view of one of them.</summary>
internal sealed record ExternalIdRow : SourcedRow
{
    [Column("scheme")]
    public required string SchemeText { get; init; }
    public ExternalIdScheme Scheme => Kebab.Parse<ExternalIdScheme>(SchemeText);

    public required string Value { get; init; }
}
