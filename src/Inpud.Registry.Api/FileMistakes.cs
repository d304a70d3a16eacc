namespace Inpud.Registry.Api;

/// <summary>What an error of the file system means for whoever runs the program. Each has happened to somebody: a folder of another user, a full disk, a name that is too long.</summary>
internal static class FileMistakes
{
    /// <summary>ENOSPC, and the same of Windows.</summary>
    private static readonly int[] Full = [28, unchecked((int)0x80070070)];

    /// <summary>EROFS.</summary>
    private const int ReadOnly = 30;

    /// <summary>A sentence that names the file, as the message of the system does, and says what to do; null for another kind of error.</summary>
    public static string? ExplainOrNull(Exception e) =>
        e switch
        {
            UnauthorizedAccessException => $"{Sentence(e)} Give this user the right to it, or name another place.",
            PathTooLongException => $"{Sentence(e)} Choose a shorter name.",
            FileNotFoundException or DirectoryNotFoundException => $"{Sentence(e)} Check its name.",
            IOException when Full.Contains(e.HResult) => $"{Sentence(e)} The disk is full: free some space, and try again.",
            IOException when e.HResult == ReadOnly => $"{Sentence(e)} Name another place, or make the disk one that can be written to.",
            IOException => Sentence(e),
            _ => null,
        };

    private static string Sentence(Exception e) => $"{e.Message.Split('\n')[0].TrimEnd().TrimEnd('.')}.";
}
