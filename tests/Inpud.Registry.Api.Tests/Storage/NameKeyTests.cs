using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Tests.Storage;

internal sealed class NameKeyTests
{
    [TestCase("EuroNPUD", "euronpud")]
    [TestCase("  Drug-Users' Union ", "drug-users-union")]
    [TestCase("Österreich", "osterreich")]
    [TestCase("Côte d’Ivoire", "cote-d-ivoire")]
    [TestCase("Испания", "испания")]
    [TestCase("إسبانيا", "اسبانيا")]
    [TestCase("ＡＳＵＤ", "asud")]
    [TestCase("---", "")]
    public void Of_WhenANameIsTyped_KeepsLettersAndDigitsAlone(string name, string key) => Assert.That(NameKey.Of(name), Is.EqualTo(key));
}
