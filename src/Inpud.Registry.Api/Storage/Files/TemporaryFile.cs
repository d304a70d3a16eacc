namespace Inpud.Registry.Api.Storage.Files;

/// <summary>A file for data that does not fit into memory. Only this user can read it, and closing deletes it.</summary>
internal static class TemporaryFile
{
    public static FileStream Create() =>
        new(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose,
                BufferSize = 64 * 1024,
            }
        );
}
