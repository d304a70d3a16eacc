using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>Who holds a post of the secretariat, and when.</summary>
internal sealed record PostTermInput : FactInput, ICheckedBody
{
    /// <summary>The person, by id or slug, see <c>POST /v1/people</c>.</summary>
    /// <example>olga-szubert</example>
    public required string Person { get; init; }

    public static IValidator Rules { get; } = new PostTermInputRules();
}

/// <summary>A term in a post as INPUD's stewards keep it.</summary>
internal sealed record PostTermRecord : FactRecord
{
    /// <summary>The post.</summary>
    /// <example>deputy-director</example>
    public required string Post { get; init; }

    /// <summary>The person, by id; null where <c>personWithheld</c> is true.</summary>
    /// <example>79dpj-3rf6v</example>
    public required string? Person { get; init; }

    /// <summary>True where the record comes from a public export that withholds the person: somebody holds it, and this registry does not know who. Name the person to replace it.</summary>
    public required bool PersonWithheld { get; init; }

    [JsonIgnore]
    public override string Resource => "post-terms";
}

internal sealed class PostTermInputRules : AbstractValidator<PostTermInput>
{
    public PostTermInputRules()
    {
        this.FieldRules("post_terms");
        this.ReasonRules();
    }
}
