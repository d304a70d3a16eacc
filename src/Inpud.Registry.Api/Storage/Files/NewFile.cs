namespace Inpud.Registry.Api.Storage.Files;

/// <summary>The place of a file that a command makes.</summary>
internal static class NewFile
{
    /// <summary>Throws where something is there already, or where there is no folder: nothing is replaced, and a mistyped folder is not made.</summary>
    public static void Check(string file)
    {
        if (Directory.Exists(file))
        {
            throw new StorageException($"{file} is a folder. Name a file in it.");
        }

        if (File.Exists(file))
        {
            throw new StorageException($"The file {file} exists. Name another, or move it away.");
        }

        var folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder))
        {
            throw new StorageException($"There is no folder {folder}. Make it first.");
        }
    }
}
