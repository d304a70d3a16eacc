using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Coverage;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>What a request counts, in the words of its parameters.</summary>
internal interface ICoverageQuestion
{
    string? Network { get; }
    string? Standing { get; }
    string? Region { get; }
    string? Evidence { get; }
}

/// <summary>The parameters that every coverage count has.</summary>
internal abstract record CoverageRequest : DatedListRequest, ICoverageQuestion
{
    /// <summary>Count for this network alone, whatever its standing.</summary>
    /// <example>euronpud</example>
    public string? Network { get; init; }

    /// <summary>Count for the networks with this standing towards INPUD as of the day; <c>any</c> for all. The default is <c>constituent</c>.</summary>
    public string? Standing { get; init; }

    /// <summary>Count only countries of this region: its M49 number.</summary>
    /// <example>150</example>
    public string? Region { get; init; }

    /// <summary>Only evidence of this kind counts as documenting a country.</summary>
    /// <example>member-group</example>
    public string? Evidence { get; init; }
}

internal static class CoverageRequestRules
{
    public static void CoverageRules<T>(this Validator<T> validator)
        where T : CoverageRequest
    {
        validator.DatedListRules();
        validator.CountingRules();
    }

    /// <summary>The rules on what counts.</summary>
    public static void CountingRules<T>(this Validator<T> validator)
        where T : CoverageRequest
    {
        validator.RuleFor(x => x.Standing).OneOf([.. Kebab.Names<NetworkStanding>(), "any"]);
        validator.RuleFor(x => x.Evidence).OneOf(Kebab.Names<EvidenceKind>());
    }
}
