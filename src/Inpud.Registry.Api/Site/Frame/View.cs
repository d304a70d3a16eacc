using System.Globalization;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Features.Countries;
using Inpud.Registry.Api.Features.Networks;
using Inpud.Registry.Api.Features.Sources;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Site.Words;
using Inpud.Registry.Api.Storage.Sessions;
using Microsoft.AspNetCore.Http.Extensions;

namespace Inpud.Registry.Api.Site.Frame;

/// <summary>What every part of a page knows: the language, the day, the names of countries and networks, and the sources.</summary>
internal sealed class View
{
    private readonly IPageRequest request;

    private View(IPageRequest request, Language language) => (this.request, Language) = (request, language);

    public Language Language { get; }

    /// <summary>The day as of which the page tells.</summary>
    public required AskedDay Day { get; init; }

    /// <summary>The names of countries in the language, by code.</summary>
    public required IReadOnlyDictionary<string, string> Countries { get; init; }

    /// <summary>The names of networks as of the day, by id.</summary>
    public required IReadOnlyDictionary<string, string> Networks { get; init; }

    /// <summary>The sources that the facts of the page name, by id.</summary>
    public required IReadOnlyDictionary<string, SourceRow> Sources { get; init; }

    public References References { get; } = new();

    /// <summary>Reads what the parts need to know.</summary>
    /// <param name="read">The session that read the facts, so that all is of one snapshot.</param>
    /// <param name="context">The request, whose answer says in which language it is.</param>
    /// <param name="request">Its parameters.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="facts">What the page shows.</param>
    public static async Task<View> ReadAsync(
        ReadSession read,
        HttpContext context,
        IPageRequest request,
        TimeProvider clock,
        params IEnumerable<object> facts
    )
    {
        var language = Language.Of(Languages.Choose(context, request));
        var day = AskedDay.Of(request, clock);
        return new View(request, language)
        {
            Day = day,
            Countries = await CountriesSql.NamesAsync(read, language.Code),
            Networks = await NetworksSql.NamesAsync(read, day.Text),
            Sources = await SourcesSql.NamedAsync(read, facts.SelectMany(NamedRecords.SourcesIn).Distinct(StringComparer.Ordinal)),
        };
    }

    public Said Say(string key) => Texts.Of(Language.Code, key);

    /// <summary>What stands between two parts of a place.</summary>
    public string Comma => Language.IsRightToLeft ? "، " : ", ";

    /// <summary>A text for a place among other words where no element can keep it apart: in the title of a page and in its description.</summary>
    public string Apart(string text) => WritingDirection.Apart(text, Language.IsRightToLeft);

    /// <summary>A place and its country in words; the country alone where no place is known.</summary>
    public string Place(string? place, string country) =>
        $"{(place is null ? "" : Apart(place) + Comma)}{Apart(Countries.GetValueOrDefault(country, country))}";

    /// <summary>A number as the language writes it.</summary>
    public string Number(int number) => number.ToString("N0", Language.Culture);

    /// <summary>The address of another page, in the language and as of the day that this one was asked for. Nobody keeps a cookie, so that the address has to tell.</summary>
    /// <param name="path">The path, perhaps with a query.</param>
    public string Page(string path) => With(path, request.Lang);

    /// <summary>What a form has to send besides its fields, so that the next page is in the language and of the day that this one was asked for.</summary>
    public IEnumerable<(string Name, string Value)> Kept =>
        new[] { ("asOf", request.AsOf), ("lang", request.Lang) }.Where(one => one.Item2 is not null).Select(one => (one.Item1, one.Item2!));

    /// <summary>The address of this page in another language.</summary>
    public string InLanguage(string path, string language) => With(path, language);

    /// <summary>The page of the rows that a figure counts, from their address in the API.</summary>
    public string Rows(string address)
    {
        var api = PublicAddress.Link("/v1/");
        return Page(PageAddresses.Of("/v1/" + address[api.Length..]));
    }

    /// <summary>The address in the API at which a figure of the page stands, with the place of the figure in the answer.</summary>
    /// <param name="path">The path in the API.</param>
    /// <param name="pointer">A JSON Pointer.</param>
    public string From(string path, string pointer) => $"{WithDay(path)}#{pointer}";

    /// <summary>A path in the API, as of the day.</summary>
    public string WithDay(string path) => request.AsOf is null ? path : WithQuery(path, "asOf", request.AsOf);

    private string With(string path, string? language)
    {
        var dated = path.Contains("asOf=", StringComparison.Ordinal) ? path : WithDay(path);
        return PublicAddress.Link(language is null ? dated : WithQuery(dated, "lang", language));
    }

    /// <summary>The path with one more parameter.</summary>
    public static string WithQuery(string path, string name, string value)
    {
        var (before, fragment) = path.Split('#', 2) is [var one, var two] ? (one, $"#{two}") : (path, "");
        var query = new QueryBuilder([KeyValuePair.Create(name, value)]).ToQueryString().ToString();
        return $"{before}{(before.Contains('?', StringComparison.Ordinal) ? $"&{query[1..]}" : query)}{fragment}";
    }

    /// <summary>A number as programs read it.</summary>
    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
