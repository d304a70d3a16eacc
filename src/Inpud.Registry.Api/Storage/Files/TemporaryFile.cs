namespace Inpud.Registry.Api.Storage.Files;

/// <summary>A file for data that does not fit into memory. Only this user can read it, and it dies with the process, however that ends.</summary>
internal static class TemporaryFile
{
    public static FileStream Create()
    {
        var file = new FileStream(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                BufferSize = 64 * 1024,
            }
        );
        if (!OperatingSystem.IsWindows())
        {
            // Windows deletes the file of a killed process by itself. Elsewhere .NET deletes it when it is closed, which a killed process never does: so it has no name from the start.
            File.Delete(file.Name);
        }

        return file;
    }
}
