using System.Net;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>A name that turns the direction of writing turns nothing beside it, on any page, in any map, badge or linked data.</summary>
internal sealed class DirectionTests
{
    private const string Letters = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>The hostile name, as a page may show it: what it does not begin is left out, and what it begins is closed.</summary>
    private const string Shown = "\u202Egnorw\u202E\u2067 abc\u2069\u202C\u202C";

    [TestCase("en")]
    [TestCase("ar")]
    public async Task Name_WhenItTurnsTheDirection_StandsApart(string language)
    {
        await using var hostile = await RegistryServer.StartAsShippedAsync();
        await HostileNames.WriteAsync(hostile, HostileNames.Turning);
        var (found, places) = (new List<string>(), new HashSet<string>());
        foreach (var (address, form) in Answers)
        {
            using var answer = await hostile.GetAsync(address, ("Accept", form), ("Accept-Language", language));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{address}: {text}");
            var shown = TextsIn(text, form).Where(part => part.Text.Contains("gnorw", StringComparison.Ordinal)).ToList();
            places.UnionWith(shown.Select(part => $"{form} {part.Place}"));
            found.AddRange(shown.Where(part => !StandsApart(part)).Select(part => $"{address} {part.Place}: {part.Text}"));
        }

        Assert.That(found.Distinct(), Is.Empty);
        Assert.That(
            places,
            Is.SupersetOf(
                new[]
                {
                    "text/html bdi",
                    "text/html title",
                    "text/html content=",
                    "text/html aria-label=",
                    "text/html script",
                    "application/ld+json script",
                    "image/svg+xml title",
                    "image/svg+xml text",
                }
            )
        );
    }

    /// <summary>Whatever can be about all networks is asked about one as well, whose name it then has.</summary>
    private static IEnumerable<(string Address, string Form)> Answers =>
        from read in ReadOperation.Public
        from form in read.Forms
        where form is "text/html" or "image/svg+xml" or "application/ld+json"
        from address in read.Options.Any(option => ReadOperation.NameOf(option) == "network")
            ? [read.Address, ReadOperation.With(read.Address, "network", "euronpud")]
            : new[] { read.Address }
        select (address, form);

    /// <summary>The texts of an answer, each with the element before it, or with the attribute that has it.</summary>
    private static IEnumerable<(string Place, string Text)> TextsIn(string answer, string form)
    {
        if (form == "application/ld+json")
        {
            yield return ("script", answer);
            yield break;
        }

        foreach (
            Match part in Regex.Matches(
                answer,
                "<(?<name>[!/a-z0-9]+)(?<attributes>(\"[^\"]*\"|[^\">])*)>(?<text>[^<]*)",
                RegexOptions.IgnoreCase
            )
        )
        {
            yield return (part.Groups["name"].Value, WebUtility.HtmlDecode(part.Groups["text"].Value));
            foreach (Match attribute in Regex.Matches(part.Groups["attributes"].Value, "(?<name>[a-z:-]+=)\"(?<value>[^\"]*)\""))
            {
                yield return (attribute.Groups["name"].Value, WebUtility.HtmlDecode(attribute.Groups["value"].Value));
            }
        }
    }

    /// <summary>
    /// Data has the letters escaped, so that they turn nothing. Any other text closes what it begins, and the name is alone in a block or in an element which keeps it apart, or the letters that keep it apart stand before it.
    /// </summary>
    private static bool StandsApart((string Place, string Text) part) =>
        part.Place == "script"
            ? !part.Text.Any(Letters.Contains)
            : IsClosed(part.Text)
                && (
                    part.Place == "bdi"
                    || part.Text[..part.Text.IndexOf("gnorw", StringComparison.Ordinal)].Contains('\u2068', StringComparison.Ordinal)
                    || (
                        part.Text.Trim() == Shown
                        && (
                            part.Place.EndsWith('=')
                            || part.Place is "span" or "h1" or "h2" or "h3" or "h4" or "option" or "code" or "mark" or "title" or "text"
                        )
                    )
                );

    /// <summary>Whether taking out what is closed, from within, leaves no letter that turns.</summary>
    private static bool IsClosed(string text)
    {
        var letters = string.Concat(text.Where(Letters.Contains));
        for (var before = ""; before != letters; )
        {
            before = letters;
            letters = Regex.Replace(letters, "[\u202A\u202B\u202D\u202E]\u202C|[\u2066-\u2068]\u2069", "");
        }

        return letters.Length == 0;
    }
}
