using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Domain.Tests.Texts;

internal sealed class WebAddressTests
{
    [TestCase("https://example.org", true, true)]
    [TestCase("https://example.org/a?b=c#d", true, true)]
    [TestCase("http://example.org", true, false)]
    [TestCase("ftp://example.org", false, false)]
    [TestCase("javascript:alert(1)", false, false)]
    [TestCase("//example.org", false, false)]
    [TestCase("example.org", false, false)]
    [TestCase("https://", false, false)]
    [TestCase("https://somebody@example.org", false, false)]
    [TestCase("https://somebody:secret@example.org", false, false)]
    [TestCase("https://example.org/a b", false, false)]
    public void Text_WhenItIsHeldToBeAnAddress_IsOneOrNot(string text, bool isOne, bool isSecure)
    {
        Assert.Multiple(() =>
        {
            Assert.That(WebAddress.IsOne(text, takesHttp: true), Is.EqualTo(isOne));
            Assert.That(WebAddress.IsOne(text, takesHttp: false), Is.EqualTo(isSecure));
            Assert.That(WebAddress.Sentence(takesHttp: false), Does.Contain("https://"));
        });
    }
}
