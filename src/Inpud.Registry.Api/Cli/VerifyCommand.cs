using System.CommandLine;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Maintenance;

namespace Inpud.Registry.Api.Cli;

/// <summary>Checks that the registry keeps all its promises.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        var json = Answer.Json();
        return new Command(
            "verify",
            "Check everything: the file, references, membership rules, the history's checksums, and that the public history agrees with the public views. The exit code is 0 where all is well."
        )
        {
            json,
        }.WithDatabase(
            async (parsed, services, ct) =>
            {
                var problems = await LongWork.ShowAsync(
                    parsed,
                    work => services.GetRequiredService<Verification>().ProblemsAsync(work, ct)
                );
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    new { sound = problems.Count == 0, problems },
                    problems.Count == 0
                        ? "The registry is sound: the file, the references, the rules, the history's checksums, the public history."
                        : string.Join(Environment.NewLine, problems)
                );
                if (problems.Count > 0)
                {
                    throw new StorageException($"The registry has {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}.");
                }
            },
            needsDatabase: false
        );
    }
}
