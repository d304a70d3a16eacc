using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>A row of <c>post_terms</c> or of <c>public_post_terms</c>.</summary>
internal sealed record PostTermRow : KeptRow
{
    public required string PostId { get; init; }
    public required string? PersonId { get; init; }

    /// <summary>True where a person holds it whom the row does not tell; else null.</summary>
    public required bool? PersonWithheld { get; init; }

    /// <summary>The post's title, where the query selects it. The table has no such column.</summary>
    public string PostTitle { get; init; } = "";

    /// <summary>The person's name, where the query selects it. The table has no such column.</summary>
    public string? PersonName { get; init; }
}
