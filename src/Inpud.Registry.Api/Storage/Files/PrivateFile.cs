namespace Inpud.Registry.Api.Storage.Files;

/// <summary>A file with private data, which only the user who runs the program can read.</summary>
internal static class PrivateFile
{
    /// <summary>Opens a file for this process alone, which is there for as long as that. Nothing is in it, so that every user may look whether it is locked.</summary>
    public static FileStream OpenLocked(string file)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        }

        return new FileStream(file, options);
    }

    /// <summary>Creates the file and opens it for writing.</summary>
    public static FileStream Create(string file, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }
}
