using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Tests.Storage.Values;

internal sealed class SearchTextTests
{
    /// <summary>Texts in ASCII have a way of their own, which is quicker.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Places_WhenTheTextIsInAscii_AreThoseOfAnyText(int seed)
    {
        var random = new Random(seed);
        var texts = Enumerable
            .Range(0, 2000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Draw(random))))
            .Append("");

        Assert.Multiple(() =>
        {
            foreach (var text in texts)
            {
                Assert.That(SearchText.Places(text), Is.EqualTo(SearchText.PlacesOfAny(text)), text);
            }
        });
    }

    private static char Draw(Random random) => random.Next(3) == 0 ? (char)random.Next(128) : "aZ09 -'."[random.Next(8)];
}
