namespace Inpud.Registry.Api.Storage.Files;

/// <summary>A file that holds what is private: nobody but the user who runs the program can read it.</summary>
internal static class PrivateFile
{
    /// <summary>Makes it, to be written.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }
}
