using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Features;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Nodes;

/// <summary>What a test sends to nodes that are processes of their own.</summary>
internal static partial class StewardOfNodes
{
    /// <summary>A key for the whole registry.</summary>
    public static async Task<AuthenticationHeaderValue> KeyAsync(string connectionString)
    {
        var (exitCode, output, error) = await RegistryCommand.RunAsync(
            "keys",
            "add",
            "--label",
            "A test",
            "--scope",
            "registry",
            $"--Registry:Database={connectionString}"
        );
        Assert.That(exitCode, Is.Zero, error);
        return new AuthenticationHeaderValue("Bearer", KeyPattern().Match(output).Value);
    }

    /// <summary>The body that records a partner.</summary>
    public static JsonObject Partner() =>
        WriteOperation.All.Single(write => write is { Template: "/v1/partners", Method: "POST" }).Example.DeepClone().AsObject();

    [GeneratedRegex("inpud_[A-Za-z0-9_-]+")]
    private static partial Regex KeyPattern();
}
