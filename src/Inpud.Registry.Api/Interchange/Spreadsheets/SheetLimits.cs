using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>What no sheet of a registry needs: a small file must not make a large table.</summary>
internal static class SheetLimits
{
    public const int Columns = 1000;

    /// <summary>The most letters of a cell. A spreadsheet program holds 32,767.</summary>
    public const int Letters = 100_000;

    public static StorageException TooManyColumns(string place) =>
        new($"{place}: there are more than {Columns} columns. Take out those that /v1/import/template does not have.");

    public static StorageException TooLong(string place) => new($"{place}: a cell has more than {Letters} letters. Shorten it.");
}
