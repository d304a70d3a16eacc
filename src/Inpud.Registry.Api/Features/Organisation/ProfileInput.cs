using FluentValidation;
using Inpud.Registry.Api.Http.Writes;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>What a steward states of INPUD itself.</summary>
internal sealed record ProfileInput : CitedInput, ICheckedBody
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The abbreviation.</summary>
    public required string Abbreviation { get; init; }

    /// <summary>When it was founded, as precise as the source gives it; null where it does not say.</summary>
    public string? Founded { get; init; }

    /// <summary>Where it was founded; null where no source says.</summary>
    public string? FoundedPlace { get; init; }

    /// <summary>The country of that place: alpha-2, alpha-3 or M49 number; null where no source says.</summary>
    public string? FoundedCountry { get; init; }

    /// <summary>When it was formally created and launched, as precise as the source gives it; null where it does not say.</summary>
    public string? Launched { get; init; }

    /// <summary>Where it was launched; null where no source says.</summary>
    public string? LaunchedPlace { get; init; }

    /// <summary>The country of that place: alpha-2, alpha-3 or M49 number; null where no source says.</summary>
    public string? LaunchedCountry { get; init; }

    /// <summary>The legal form; null where no source gives it.</summary>
    public string? LegalForm { get; init; }

    /// <summary>What kind of organisation it is; null where no source says.</summary>
    public string? Status { get; init; }

    /// <summary>Where it is active; null where no source says.</summary>
    public string? AreaServed { get; init; }

    /// <summary>The organ that makes its decisions; null where no source says.</summary>
    public string? MainOrgan { get; init; }

    /// <summary>What whoever leads it is called; null where no source says.</summary>
    public string? Leader { get; init; }

    /// <summary>The post of whoever leads it, by its id, see <c>/v1/secretariat/posts</c>; null where it is none of those. The profile takes the leader's name from the terms in the post.</summary>
    public string? LeaderPost { get; init; }

    /// <summary>The homepage, as the source prints it; null where it prints none.</summary>
    public string? Homepage { get; init; }

    /// <summary>The vision, in the registry's own words; null where no source states one.</summary>
    public string? Vision { get; init; }

    /// <summary>The milestone of the plan that states the vision, by its id, see <c>/v1/timeline</c>; null where there is none.</summary>
    public string? VisionFrom { get; init; }

    /// <summary>Its other names: aliases and former names.</summary>
    public IReadOnlyList<ProfileNameInput>? Names { get; init; }

    /// <summary>What it is about, in order.</summary>
    public IReadOnlyList<ProfileFocusInput>? Focuses { get; init; }

    /// <summary>Its aims, in order.</summary>
    public IReadOnlyList<ProfileAimInput>? Aims { get; init; }

    /// <summary>How it describes itself, how it is made up, what it does and strives for, in order.</summary>
    public IReadOnlyList<ProfileStatementInput>? Statements { get; init; }

    public static IValidator Rules { get; } = new ProfileInputRules();
}

internal sealed class ProfileInputRules : AbstractValidator<ProfileInput>
{
    public ProfileInputRules()
    {
        this.FieldRules("organisation");
        this.ReasonRules();
    }
}
