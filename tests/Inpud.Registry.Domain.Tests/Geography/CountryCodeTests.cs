using Inpud.Registry.Domain.Geography;

namespace Inpud.Registry.Domain.Tests.Geography;

internal sealed class CountryCodeTests
{
    [TestCase("ke", "KE", CountryCodeForm.Alpha2)]
    [TestCase("Ken", "KEN", CountryCodeForm.Alpha3)]
    [TestCase("404", "404", CountryCodeForm.M49)]
    [TestCase("xk", "XK", CountryCodeForm.Alpha2)]
    public void TryParse_WhenTheTextHasTheShapeOfACode_TakesItInAnyCase(string text, string upper, CountryCodeForm form)
    {
        var isCode = CountryCode.TryParse(text, out var code, out _);

        Assert.Multiple(() =>
        {
            Assert.That(isCode, Is.True);
            Assert.That(code, Is.EqualTo(new CountryCode(upper, form)));
        });
    }

    [TestCase("")]
    [TestCase("K")]
    [TestCase("Kenya")]
    [TestCase("4O4")]
    [TestCase("K1")]
    [TestCase("ſß")]
    public void TryParse_WhenTheTextHasNoneOfTheShapes_SaysWhichThereAre(string text)
    {
        CountryCode.TryParse(text, out _, out var reason);

        Assert.That(reason, Does.Contain("KE, KEN or 404"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("K")]
    [TestCase("KENY")]
    public void TryParse_WhenTheTextIsNone_GivesNoCodeAndAReason(string? text)
    {
        Assert.That(CountryCode.TryParse(text, out _, out var reason), Is.False);
        Assert.That(reason, Is.Not.Empty);
    }
}
