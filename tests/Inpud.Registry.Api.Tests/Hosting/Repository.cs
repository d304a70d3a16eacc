namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>The files of the repository that tests compare with the program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Inpud.Registry.sln")) ? folder.FullName : Find(folder.Parent!);
}
