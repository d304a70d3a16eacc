using System.Text.Json.Serialization;
using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Board;

/// <summary>Who represents a network on the board, and when.</summary>
internal sealed record RepresentativeInput : FactInput, ICheckedBody
{
    /// <summary>The person, by id or slug, see <c>POST /v1/people</c>; null where the seat was seen to be vacant.</summary>
    /// <example>john-melhus</example>
    public required string? Person { get; init; }

    /// <summary>The country that the person is from: alpha-2, alpha-3 or M49 number; null where it is not known.</summary>
    /// <example>NO</example>
    public string? Country { get; init; }

    /// <summary>The place; null where it is not known.</summary>
    public string? Place { get; init; }

    public static IValidator Rules { get; } = new RepresentativeInputRules();
}

/// <summary>A term on the board as the network's stewards keep it.</summary>
internal sealed record RepresentativeRecord : FactRecord
{
    /// <summary>The network whose seat it is.</summary>
    /// <example>euronpud</example>
    public required string Network { get; init; }

    /// <summary>The person, by id; null where the place was seen to be vacant, and where <c>personWithheld</c> is true.</summary>
    /// <example>cwj79-qy3wv</example>
    public required string? Person { get; init; }

    /// <summary>True where the record comes from a public export that withholds the person: somebody holds it, and this registry does not know who. Name the person to replace it.</summary>
    public required bool PersonWithheld { get; init; }

    /// <summary>The country that the person is from, as alpha-2 code; null where it is not known.</summary>
    /// <example>NO</example>
    public required string? Country { get; init; }

    /// <inheritdoc cref="RepresentativeInput.Place"/>
    public required string? Place { get; init; }

    [JsonIgnore]
    public override string Resource => "representatives";
}

internal sealed class RepresentativeInputRules : AbstractValidator<RepresentativeInput>
{
    public RepresentativeInputRules()
    {
        this.FieldRules("seat_terms");
        RuleSet(
            BodyRules.BetweenFields,
            () =>
                RuleFor(x => x.Country)
                    .Null()
                    .When(x => x.Person is null)
                    .WithErrorCode("nobodys-country")
                    .WithMessage("A vacant seat has no country. Leave it out, or name the person.")
        );
        this.ReasonRules();
    }
}
