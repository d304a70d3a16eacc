using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Build()
    {
        var serve = new Command(Name, "Serve the API. This is what the program does without a command.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction(parsed => RegistryService.ServeAsync([.. parsed.UnmatchedTokens]));
        return serve;
    }
}
