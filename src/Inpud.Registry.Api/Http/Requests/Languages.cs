using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Inpud.Registry.Api.Http.Requests;

/// <summary>A request whose answer has names in a language.</summary>
internal interface IInALanguage
{
    string? Lang { get; }
}

/// <summary>The languages in which countries and regions have names, and the way to choose one.</summary>
internal static class Languages
{
    public static readonly IReadOnlyList<string> All = ["ar", "en", "es", "fr", "pt", "ru"];

    public static void LanguageRule<T>(this AbstractValidator<T> validator)
        where T : IInALanguage => validator.RuleFor(x => x.Lang).OneOf(All);

    /// <summary>The language of the answer: <c>lang</c>, or else the best of Accept-Language, or else English. The answer's headers say which.</summary>
    public static string Choose(HttpContext context, IInALanguage request)
    {
        var language = request.Lang ?? Accepted(context.Request) ?? "en";
        context.Response.Headers.ContentLanguage = language;
        context.Response.VaryBy("Accept-Language");
        return language;
    }

    private static string? Accepted(HttpRequest request)
    {
        var accepted = request
            .GetTypedHeaders()
            .AcceptLanguage.Where(range => range.Quality is not 0)
            .OrderByDescending(range => range, StringWithQualityHeaderValueComparer.QualityComparer);
        foreach (var range in accepted)
        {
            var primary = range.Value.ToString().Split('-')[0].ToLowerInvariant();
            if (All.Contains(primary))
            {
                return primary;
            }
        }

        return null;
    }
}
