using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>Each use of a name has a key of its own: one tells names apart, one sorts them, and one begins an address.</summary>
internal sealed class UniqueNameTests
{
    [TestCase("EuroNPUD", "euronpud")]
    [TestCase("A.S.U.D.", "ASUD")]
    [TestCase("  Drug-Users' Union ", "Drug Users Union")]
    [TestCase("Österreich", "osterreich")]
    [TestCase("Österreich", "O\u0308sterreich")]
    [TestCase("Côte d’Ivoire", "cote d'ivoire")]
    [TestCase("Ελλάδα", "ΕΛΛΑΔΑ")]
    [TestCase("Οδυσσεύς", "ΟΔΥΣΣΕΥΣ")]
    [TestCase("Ёлка", "елка")]
    [TestCase("إسبانيا", "اسبانيا")]
    [TestCase("مُتَّحِد", "متحد")]
    [TestCase("شـبـكة", "شبكة")]
    [TestCase("שָׁלוֹם", "שלום")]
    [TestCase("ＡＳＵＤ", "asud")]
    [TestCase("ﾊﾞｽ会", "バス会")]
    [TestCase("VAN\u200bDU", "vandu")]
    [TestCase("VAN\u00adDU", "vandu")]
    [TestCase("VAN\ufe0fDU", "vandu")]
    [TestCase("\u202eVANDU\u202c", "vandu")]
    [TestCase("VAN\u3164DU", "vandu")]
    public void Key_WhenANameIsTypedOtherwise_IsTheSame(string one, string other) =>
        Assert.That(UniqueName.Of(one), Is.EqualTo(UniqueName.Of(other)));

    [TestCase("バス会", "ハス会")]
    [TestCase("กิน", "กัน")]
    [TestCase("हिंद", "हद")]
    [TestCase("Łódź", "Lodz")]
    [TestCase("Bo", "Bø")]
    [TestCase("Испания", "Ispaniya")]
    [TestCase("group 1", "group 2")]
    public void Key_WhenTheNameIsAnother_IsAnother(string one, string other) =>
        Assert.That(UniqueName.Of(one), Is.Not.EqualTo(UniqueName.Of(other)));

    [TestCase("---")]
    [TestCase("\u200b\u3164")]
    public void Key_WhenNothingCanBeRead_IsEmpty(string name) => Assert.That(UniqueName.Of(name), Is.Empty);

    [Test]
    public void Order_WhenNamesAreSorted_IsWordByWordAndPutsLettersWhereReadersLookForThem()
    {
        string[] names =
        [
            "Zagreb",
            "Łódź",
            "New York",
            "Newark",
            "Ångström",
            "London",
            "Жуков",
            "Ёлка",
            "ASUD",
            "Ørsted",
            "Straße",
            "Strasbourg",
            "Иванов",
        ];

        Assert.That(
            names.OrderBy(NameOrder.Of, StringComparer.Ordinal),
            Is.EqualTo([
                "Ångström",
                "ASUD",
                "Łódź",
                "London",
                "New York",
                "Newark",
                "Ørsted",
                "Strasbourg",
                "Straße",
                "Zagreb",
                "Ёлка",
                "Жуков",
                "Иванов",
            ])
        );
    }

    [TestCase("Łódź Straße", "lodz-strasse-", 4)]
    [TestCase("Союз", "group-", 10)]
    [TestCase("A.S.U.D.", "a-s-u-d-", 4)]
    [TestCase("♥", "group-", 10)]
    public void Slug_WhenALatinLetterIsNotAscii_HasTheOneThatReadersTakeItFor(string name, string beginning, int ending) =>
        Assert.That(Slug.Of("group", name, current: null), Does.Match($"^{beginning}[0-9a-z]{{{ending}}}$"));
}
