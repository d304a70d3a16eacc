using System.Net;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Site.Words;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>Each page exists in each language: the names of countries, the dates, and the texts as far as somebody has translated them.</summary>
internal sealed partial class PageLanguagesTests
{
    private RegistryServer server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => server = await SharedServer.GetAsync();

    private static IEnumerable<string> Codes => Language.All.Select(language => language.Code);

    [TestCaseSource(nameof(Codes))]
    public async Task Page_WhenALanguageIsAskedFor_SaysThatItIsInIt(string code)
    {
        foreach (var address in PageAddress.Each)
        {
            using var chosen = await server.GetAsync(PageAddress.In(address, code), PageAddress.Browser, ("Accept-Language", "de"));
            using var preferred = await server.GetAsync(
                address,
                PageAddress.Browser,
                ("Accept-Language", $"de, {code}-XX;q=0.8, en;q=0.5")
            );
            foreach (var answer in new[] { chosen, preferred })
            {
                var text = await answer.Content.ReadAsStringAsync();
                Assert.That(answer.Content.Headers.ContentLanguage, Is.EqualTo([code]), address);
                Assert.That(answer.Headers.Vary, Does.Contain("Accept-Language"), address);
                Assert.That(text, Does.Contain($"<html lang=\"{code}\" dir=\"{(code == "ar" ? "rtl" : "ltr")}\">"), address);
                Assert.That(Regex.Count(text, "aria-current=\"true\""), Is.EqualTo(1), address);
            }
        }
    }

    /// <summary>A date in Russian ends with the full stop of an abbreviation: no sentence adds its own.</summary>
    [TestCaseSource(nameof(Codes))]
    public async Task Sentence_WhenItEndsWithADate_HasOneFullStop(string code)
    {
        foreach (var address in PageAddress.Each.Concat(PageAddress.Frames))
        {
            var words = Regex.Replace(await server.PageAsync(PageAddress.In(address, code)), "<[^>]*>", "");
            Assert.That(words, Does.Not.Contain(".."), address);
        }
    }

    [TestCase("en", "Kenya", "Eastern Africa")]
    [TestCase("fr", "Kenya", "Afrique orientale")]
    [TestCase("es", "Kenia", "África oriental")]
    [TestCase("pt", "Quênia", "África Oriental")]
    [TestCase("ru", "Кения", "Восточная Африка")]
    [TestCase("ar", "كينيا", "شرق أفريقيا")]
    public async Task Country_WhenALanguageIsAskedFor_HasItsNameInIt(string code, string name, string region)
    {
        var page = await server.PageAsync($"/countries/KE?lang={code}");

        Assert.That(page, Does.Contain($"<h1>{name}</h1>").And.Contain($"><bdi>{region}</bdi></a>"));
    }

    [TestCase("en", "1 November 2008", "March 2006")]
    [TestCase("fr", "1er novembre 2008", "mars 2006")]
    [TestCase("es", "1 de noviembre de 2008", "marzo de 2006")]
    [TestCase("pt", "1 de novembro de 2008", "março de 2006")]
    [TestCase("ru", "1 ноября 2008 г.", "март 2006 г.")]
    [TestCase("ar", "1 نوفمبر 2008", "مارس 2006")]
    public async Task Date_WhenALanguageIsAskedFor_IsSaidInIt(string code, string launched, string founded)
    {
        var page = WebUtility.HtmlDecode(await server.PageAsync($"/?lang={code}"));

        Assert.That(page, Does.Contain($"<time datetime=\"2008-11-01\">{launched}</time>"));
        Assert.That(page, Does.Contain($"<time datetime=\"2006-03\">{founded}</time>"));
    }

    /// <summary>Whoever chose a language and a day keeps both, since no cookie does.</summary>
    [Test]
    public async Task Link_WhenALanguageAndADayWereChosen_LeadsToAPageInThatLanguageAsOfThatDay()
    {
        var page = await server.PageAsync("/?lang=fr&asOf=2025-09-01");
        var links = Regex
            .Matches(page, "<a [^>]*href=\"([^\"]+)\"")
            .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))
            .Where(link => Regex.IsMatch(link, "^http://127.0.0.1:[0-9]+/(networks|groups|countries|people)"))
            .ToList();

        Assert.That(links, Has.Count.GreaterThan(50));
        Assert.That(
            links.Where(link => !link.Contains("lang=fr", StringComparison.Ordinal) || Regex.Count(link, "asOf=2025-09-01") != 1),
            Is.Empty
        );
        Assert.That(await server.PageAsync("/"), Does.Not.Contain("/networks/euronpud?"));
    }

    /// <summary>What is in the registry's own words is English, and so is a text that nobody has translated: both are marked, for whoever has pages read out.</summary>
    [TestCase("fr")]
    [TestCase("ar")]
    public async Task Text_WhenItIsInEnglishOnAnotherPage_IsMarkedAsEnglish(string code)
    {
        var page = WebUtility.HtmlDecode(await server.PageAsync($"/?lang={code}"));

        Assert.That(
            page,
            Does.Contain("<span lang=\"en\" dir=\"ltr\">INPUD is launched</span>").And.Contain("<span lang=\"en\" dir=\"ltr\">API</span>")
        );
        Assert.That(await server.PageAsync("/"), Does.Not.Contain("<span lang=\"en\""));
    }

    /// <summary>A word that is the same in every language stands in English alone, and is marked as such.</summary>
    [TestCaseSource(nameof(Codes))]
    public void Texts_WhenALanguageIsComplete_AreTheSameTextsWithTheSameValues(string code)
    {
        Assert.That(Texts.KeysOf("en").Except(Texts.KeysOf(code)), code == "en" ? Is.Empty : Is.EqualTo(["api"]));
        foreach (var key in Texts.KeysOf(code))
        {
            Assert.That(ValuesIn(Texts.Of(code, key).Text), Is.EqualTo(ValuesIn(Texts.Of("en", key).Text)), key);
        }
    }

    [Test]
    public void Text_WhenTheLanguageDoesNotHaveIt_IsInEnglishAndSaysSo() =>
        Assert.Multiple(() =>
        {
            Assert.That(Texts.Of("ar", "api"), Is.EqualTo(new Said("API", "en")));
            Assert.That(Texts.Of("ar", "groups").Language, Is.EqualTo("ar"));
            Assert.That(() => Texts.Of("en", "no-such-text"), Throws.TypeOf<KeyNotFoundException>());
        });

    [Test]
    public void Texts_WhenALanguageHasThem_AreKnownInEnglish()
    {
        foreach (var code in Codes)
        {
            Assert.That(Texts.KeysOf(code), Is.SubsetOf(Texts.KeysOf("en")), code);
            Assert.That(
                Texts
                    .KeysOf("en")
                    .Where(key => key.StartsWith("date.", StringComparison.Ordinal) || key.StartsWith("period.", StringComparison.Ordinal)),
                Is.SubsetOf(Texts.KeysOf(code)),
                $"{code} has words for every date"
            );
        }
    }

    /// <summary>Every text that the pages name exists, and every text that exists is named. A key whose end depends on a value names all that begin alike.</summary>
    [Test]
    public void Texts_WhenPagesNameThem_Exist()
    {
        var named = Directory
            .GetFiles(Repository.PathOf("src", "Inpud.Registry.Api", "Site"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Quoted().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value))
            .ToHashSet();
        var unused = Texts
            .KeysOf("en")
            .Where(key => !named.Contains(key) && !named.Contains(key[..(key.IndexOf('.', StringComparison.Ordinal) + 1)]));

        Assert.That(unused, Is.Empty);
    }

    private static List<string> ValuesIn(string text) => [.. Regex.Matches(text, @"\{[0-9]\}").Select(match => match.Value).Order()];

    [GeneratedRegex("\\$?\"(?<key>[a-z][a-z.-]*)(\\{[^\"]*)?\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
