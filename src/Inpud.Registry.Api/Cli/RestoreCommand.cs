using System.CommandLine;
using Inpud.Registry.Api.Storage.Maintenance;

namespace Inpud.Registry.Api.Cli;

/// <summary>Replaces the database by a copy.</summary>
internal static class RestoreCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("file") { Description = "A copy that 'backup' made." };
        var overNewer = new Option<bool>("--over-newer")
        {
            Description = "Restore even where the registry has changes that the copy does not have.",
        };
        var withProblems = new Option<bool>("--with-problems")
        {
            Description = "Restore even where the copy has problems that 'verify' would name. A damaged file is never restored.",
        };
        var hideAll = new Option<bool>("--hide-all")
        {
            Description =
                "Where the present database cannot be read, or there is none: restore with every group and count private, every person withheld and every key revoked, since nobody can tell what was hidden since.",
        };
        var showAsCopied = new Option<bool>("--show-as-copied")
        {
            Description =
                "Where the present database cannot be read: show what the copy shows, though something may have been hidden since.",
        };
        var json = Answer.Json();
        var restore = new Command(
            "restore",
            "Replace the database by a copy. The copy is verified first, what was hidden since it was made stays hidden, and the current database is kept in another file."
        )
        {
            file,
            overNewer,
            withProblems,
            hideAll,
            showAsCopied,
            json,
        };
        restore.Validators.Add(said =>
        {
            if (said.GetValue(hideAll) && said.GetValue(showAsCopied))
            {
                said.AddError("--hide-all and --show-as-copied exclude each other. Say one of them.");
            }
        });
        return restore.WithDatabase(
            async (parsed, services, ct) =>
            {
                var order = new RestoreOrder
                {
                    OverNewer = parsed.GetValue(overNewer),
                    WithProblems = parsed.GetValue(withProblems),
                    Unknowns =
                        parsed.GetValue(hideAll) ? Unknowns.Hidden
                        : parsed.GetValue(showAsCopied) ? Unknowns.Shown
                        : Unknowns.Refused,
                };
                var restored = await LongWork.ShowAsync(
                    parsed,
                    work => services.GetRequiredService<Restore>().RunAsync(parsed.GetRequiredValue(file).FullName, order, work, ct)
                );
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    new
                    {
                        restored = true,
                        restored.Kept,
                        restored.Compared,
                        restored.CopyOf,
                        restored.RestartNeeded,
                        restored.Hidden,
                    },
                    SentencesOf(restored)
                );
            },
            needsDatabase: false
        );
    }

    private static string SentencesOf(Restored restored)
    {
        var sentences = new List<string> { "The registry is restored." };
        if (restored.Kept is not null)
        {
            sentences.Add($"The former database is in {restored.Kept}.");
        }

        if (!restored.Compared)
        {
            sentences.Add(
                $"No former database could tell what was hidden after {restored.CopyOf}: look through the groups and the keys, and hide and revoke again what was."
            );
        }

        if (restored.RestartNeeded)
        {
            sentences.Add("Restart the service if it runs.");
        }

        if (restored.Hidden.Count > 0)
        {
            sentences.Add(
                restored.Compared
                    ? "Less is shown than the copy did, as it was before the restore:"
                    : "Less is shown than the copy did, since nobody can tell what was hidden:"
            );
        }

        return string.Join(
            Environment.NewLine,
            restored.Hidden.Select(hidden => $"{hidden.Resource}\t{hidden.Id}\t{hidden.What}").Prepend(string.Join(' ', sentences))
        );
    }
}
