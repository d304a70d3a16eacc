using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Site.Map;
using Microsoft.AspNetCore.Http.Extensions;

namespace Inpud.Registry.Api.Site.Embed;

/// <summary>The two lines that somebody pastes into a page of another site.</summary>
/// <param name="What">What they show: the map, the card of a network, or the figures in one line.</param>
/// <param name="Network">The network; null for those that make up INPUD.</param>
/// <param name="Label">What names it: the network's abbreviation, or INPUD's.</param>
/// <param name="AsOf">The day as of which it is shown; null where it is always that of today.</param>
/// <param name="Texts">The texts in the language of what is shown.</param>
internal sealed record Snippet(string What, string? Network, string Label, string? AsOf, MapTexts Texts)
{
    public const string Map = "map";
    public const string Card = "card";
    public const string Figure = "figure";

    /// <summary>The address of what they show.</summary>
    public string Address =>
        What switch
        {
            Card => Of($"/embed/networks/{Network}", network: null),
            Figure => Of("/v1/coverage/badge.svg", Network),
            _ => Of("/embed/map", Network),
        };

    /// <summary>How many pixels it is high. A page of another site cannot ask what is inside a frame.</summary>
    public int Height =>
        What switch
        {
            Card => 480,
            Figure => 28,
            _ => 680,
        };

    /// <summary>What a reader hears who does not see it.</summary>
    public string Title => Texts.Of("TitleOfNetwork", Label);

    public string Text =>
        What == Figure
            ? $"""
                <img src="{Html.Text(Address)}" alt="{Html.Text(Title)}" height="{View(Height)}">
                {Link}
                """.ReplaceLineEndings("\n")
            : $"""
                <iframe src="{Html.Text(Address)}" title="{Html.Text(Title)}" width="100%" height="{View(
                    Height
                )}" loading="lazy" style="border:0"></iframe>
                {Link}
                """.ReplaceLineEndings(
                "\n"
            );

    private string Link => $"""<p><a href="{Html.Text(EmbedLinks.PageOf(Network))}">{Html.Text(Texts["EmbedRegistry"])}</a></p>""";

    private string Of(string path, string? network)
    {
        var query = new[] { ("network", network), ("asOf", AsOf), ("lang", Texts.Language) }
            .Where(parameter => parameter.Item2 is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2!));
        return PublicAddress.Link($"{path}{new QueryBuilder(query).ToQueryString()}");
    }

    private static string View(int number) => Frame.View.Plain(number);
}
