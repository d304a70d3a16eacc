using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Readme;

/// <summary>The examples of the README, as they stand there.</summary>
internal static class ReadmeBlocks
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    /// <summary>The fenced block that contains a text, with the server's address in place of the default one.</summary>
    public static string Block(this RegistryServer server, string language, string part) =>
        Regex
            .Matches(Readme, $"```{language}\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value)
            .Single(block => block.Contains(part, StringComparison.Ordinal))
            .Replace("http://localhost:5080", server.Client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal);
}
