namespace Inpud.Registry.Api.Storage.Files;

/// <summary>A file for what is too much to hold in memory: nobody else can read it, and it goes when it is closed.</summary>
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
