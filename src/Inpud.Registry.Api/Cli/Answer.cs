using System.CommandLine;
using System.Text.Json;
using Inpud.Registry.Api.Http.Json;

namespace Inpud.Registry.Api.Cli;

/// <summary>The answer of a command: a sentence, or one JSON value for scripts. It goes to standard output, and everything else to the error output.</summary>
internal static class Answer
{
    /// <summary>The option that asks for JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Answer in JSON, for scripts." };

    public static void Write<T>(ParseResult parsed, bool asJson, T answer, string sentence) =>
        parsed.InvocationConfiguration.Output.WriteLine(asJson ? JsonSerializer.Serialize(answer, RegistryJson.Options) : sentence);
}
