using FluentValidation;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Domain.Groups;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>An attribute of a group that is dated: it has one value at a time, and the record keeps the former ones.</summary>
internal enum GroupAttribute
{
    /// <summary>The country.</summary>
    Country,

    /// <summary>The place, and the part of the country.</summary>
    Place,

    /// <summary>How it is organised.</summary>
    Type,

    /// <summary>Whether it is led by people who use drugs, and how that is known.</summary>
    Leadership,
}

/// <summary>What an attribute of a group was before it changed. The fields of the other attributes are null.</summary>
internal sealed record GroupFormerValueInput : FormerValueInput, ICheckedBody
{
    /// <summary>Which attribute it is.</summary>
    /// <example>place</example>
    public required GroupAttribute Attribute { get; init; }

    /// <summary>With <c>country</c>: the country, as alpha-2, alpha-3 or M49 number.</summary>
    public string? Country { get; init; }

    /// <summary>With <c>place</c>: the part of the country, as ISO 3166-2 code; null where it is not known.</summary>
    public string? Subdivision { get; init; }

    /// <summary>With <c>place</c>: the place; null where it is not known.</summary>
    /// <example>Kisumu</example>
    public string? Place { get; init; }

    /// <summary>With <c>type</c>: how it was organised; null where it is not known.</summary>
    public GroupType? Type { get; init; }

    /// <summary>With <c>leadership</c>: whether it stated that it was led by people who use drugs; null where nothing was stated.</summary>
    public bool? LedByPeopleWhoUseDrugs { get; init; }

    /// <summary>With <c>leadership</c>: how that is known; null where nothing was stated.</summary>
    public string? LeadershipBasis { get; init; }

    public static IValidator Rules { get; } = new GroupFormerValueInputRules();
}

internal sealed class GroupFormerValueInputRules : AbstractValidator<GroupFormerValueInput>
{
    public GroupFormerValueInputRules()
    {
        this.FieldRules("group_former_values");
        this.FormerValueRules();
    }
}
