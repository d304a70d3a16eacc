using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>A post of the secretariat.</summary>
internal sealed record PostInput : CitedInput, ICheckedBody
{
    /// <summary>The title.</summary>
    /// <example>Communications Officer</example>
    public required string Title { get; init; }

    /// <summary>True where one person holds the post at a time; null where several can, or where nobody said.</summary>
    /// <example>true</example>
    public bool? Single { get; init; }

    public static IValidator Rules { get; } = new PostInputRules();
}

/// <summary>A post as INPUD's stewards keep it.</summary>
internal sealed record PostRecord : IKeptRecord
{
    /// <summary>The id. The registry never gives it to another record.</summary>
    /// <example>deputy-director</example>
    public required string Id { get; init; }

    /// <inheritdoc cref="PostInput.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="PostInput.Single"/>
    public required bool? Single { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    [JsonIgnore]
    public string Tag => RecordTag.Of(this);

    [JsonIgnore]
    public string Resource => "posts";
}

internal sealed class PostInputRules : AbstractValidator<PostInput>
{
    public PostInputRules()
    {
        this.FieldRules("posts");
        this.ReasonRules();
    }
}
