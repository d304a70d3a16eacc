using System.CommandLine;

namespace Inpud.Registry.Api.Cli;

internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Build()
    {
        var serve = new Command(Name, "Serve the API. This is what the program does without a command.");
        serve.SetAction(RunAsync);
        return serve;
    }

    public static Task<int> RunAsync(ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return RegistryService.ServeAsync(Invocation.SettingsOf(parsed), output, error);
    }
}
