using Inpud.Registry.Api.Interchange.Spreadsheets;

namespace Inpud.Registry.Api.Tests.Interchange.Spreadsheets;

/// <summary>Yes and no as people and spreadsheet programs write them.</summary>
internal sealed class YesOrNoTests
{
    [TestCase("yes Yes YES y x X 1 TRUE true ✓ ✔ sí SI oui Sim да ДА نعم VRAI WAHR VERDADERO VERO VERDADEIRO ИСТИНА صحيح", true)]
    [TestCase("no No NO n 0 FALSE false non NÃO нет Нет لا FAUX FALSCH FALSO ЛОЖЬ خطأ", false)]
    public void Read_WhenTheWordIsKnown_HasItsMeaning(string words, bool meaning)
    {
        foreach (var word in words.Split(' '))
        {
            Assert.That(YesOrNo.Read(word), Is.EqualTo(meaning), word);
        }
    }

    [TestCase("perhaps")]
    [TestCase("2")]
    [TestCase("?")]
    [TestCase("yes?no")]
    [TestCase("")]
    public void Read_WhenTheWordIsNot_IsNotGuessed(string word) => Assert.That(YesOrNo.Read(word), Is.Null);
}
