using Inpud.Registry.Api.Interchange.Spreadsheets;
using Inpud.Registry.Api.Processes.Import.Spreadsheets;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Tests.Interchange.Spreadsheets;

/// <summary>Each column of the template has a name in each language of the registry, and no name means two columns.</summary>
internal sealed class HeaderNamesTests
{
    [Test]
    public void Names_WhenHeldAgainstTheTemplate_HaveEachColumnOnce() =>
        Assert.That(HeaderNames.All, Is.EquivalentTo(ImportColumns.All.Select(column => column.Name)));

    [Test]
    public void Names_WhenReadInAnyLanguage_MeanTheirColumnAlone()
    {
        foreach (var column in HeaderNames.All)
        {
            foreach (var language in HeaderNames.Languages)
            {
                var name = HeaderNames.Of(column)[language];
                Assert.That(UniqueName.Of(name), Is.Not.Empty, $"{column} has no name in {language}");
                Assert.That(HeaderNames.FindOrNull(name), Is.EqualTo(column), $"'{name}' ({language}) means two columns");
            }
        }
    }

    [TestCase("ar", "\u0600", "\u06FF")]
    [TestCase("ru", "\u0400", "\u04FF")]
    public void Names_WhenTheLanguageHasAScriptOfItsOwn_AreInIt(string language, string first, string last)
    {
        foreach (var column in HeaderNames.All)
        {
            Assert.That(
                HeaderNames.Of(column)[language].Where(char.IsLetter),
                Has.All.InRange(first[0], last[0]),
                $"the name of {column} in {language}"
            );
        }
    }

    [TestCase("keptBy")]
    [TestCase("Kept By")]
    [TestCase("kept_by")]
    [TestCase(" KEPT-BY ")]
    [TestCase("Mantenido   por")]
    [TestCase("TENU PAR")]
    public void Name_WhenWrittenInAnotherCaseOrSpacing_IsTheSame(string header) =>
        Assert.That(HeaderNames.FindOrNull(header), Is.EqualTo("keptBy"));

    [TestCase("kept")]
    [TestCase("")]
    [TestCase("-")]
    public void Name_WhenItIsNone_IsNotGuessed(string header) => Assert.That(HeaderNames.FindOrNull(header), Is.Null);
}
