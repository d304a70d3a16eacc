using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

internal static class ServeCommand
{
    public static Command Build()
    {
        var serve = new Command("serve", "Serve the API. This is what the program does without a command.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        serve.SetAction(parsed => RegistryService.ServeAsync([.. parsed.UnmatchedTokens]));
        return serve;
    }
}
