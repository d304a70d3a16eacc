using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Site.Frame;

/// <summary>The parameters of every page of the registry.</summary>
internal interface IPageRequest : IDated, IInALanguage;

/// <summary>The rules on them.</summary>
internal static class PageRequestRules
{
    public static void PageRules<T>(this Validator<T> validator)
        where T : IPageRequest
    {
        validator.RuleFor(x => x.AsOf).IsADayUntilToday(validator);
        validator.LanguageRule();
    }
}
