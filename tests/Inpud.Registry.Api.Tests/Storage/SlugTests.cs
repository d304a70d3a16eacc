using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>Slugs have to tell the groups of a large import apart, those whose names have no Latin letter among them.</summary>
internal sealed class SlugTests
{
    [Test]
    public void Slugs_OfManyNamesWithoutALatinLetter_Differ()
    {
        var slugs = Enumerable.Range(0, 20_000).Select(i => Slug.Of("group", $"Группа {(char)('а' + (i % 30))}", current: null));

        Assert.That(slugs, Is.Unique);
    }

    [TestCase("Группа")]
    [TestCase("A group")]
    public void Slug_WhenTheNameIsTheSame_Stays(string name)
    {
        var slug = Slug.Of("group", name, current: null);

        Assert.That(Slug.Of("group", name, slug), Is.EqualTo(slug));
    }
}
