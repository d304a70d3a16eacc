using FastEndpoints;
using Inpud.Registry.Api.Features.Coverage;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Site.Map;

/// <summary>The parameters of whatever shows coverage on other sites.</summary>
internal abstract record CoverageViewRequest : ICoverageQuestion, IDated, IInALanguage
{
    /// <inheritdoc cref="CoverageRequest.Network"/>
    /// <example>euronpud</example>
    [ContractName("CoverageNetwork")]
    public string? Network { get; init; }

    /// <inheritdoc cref="CoverageRequest.Standing"/>
    [ContractName("CoverageStanding")]
    public string? Standing { get; init; }

    /// <summary>The day as of which to answer; today (UTC) where it is left out. A month or a year means its last day, or today while it is not over; the picture says which day it is. It cannot be in the future.</summary>
    /// <example>2022-07</example>
    [ContractName("PictureAsOf")]
    public string? AsOf { get; init; }

    /// <summary>The language of the texts: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>pt</c> or <c>ru</c>. Where it is left out, the Accept-Language header decides.</summary>
    /// <example>es</example>
    [ContractName("PictureLang")]
    public string? Lang { get; init; }

    /// <summary>A picture shows the whole world.</summary>
    string? ICoverageQuestion.Region => null;

    /// <summary>All evidence counts, as the words in the picture say.</summary>
    string? ICoverageQuestion.Evidence => null;
}

/// <summary>The parameters of every picture of coverage.</summary>
internal abstract record CoveragePictureRequest : CoverageViewRequest
{
    /// <summary>The colours: <c>light</c> or <c>dark</c>. Where it is left out, the picture follows what the reader prefers.</summary>
    /// <example>light</example>
    [ContractName("PictureTheme")]
    public string? Theme { get; init; }
}

internal static class CoveragePictureRules
{
    public static void PictureRules<T>(this Validator<T> validator)
        where T : CoveragePictureRequest
    {
        validator.ViewRules();
        validator.RuleFor(x => x.Theme).OneOf("light", "dark");
    }

    public static void ViewRules<T>(this Validator<T> validator)
        where T : CoverageViewRequest
    {
        validator.RuleFor(x => x.Standing).OneOf([.. Kebab.Names<NetworkStanding>(), "any"]);
        validator.RuleFor(x => x.AsOf).IsADateUntilToday(validator);
        validator.LanguageRule();
    }
}
