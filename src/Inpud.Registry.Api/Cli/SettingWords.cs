namespace Inpud.Registry.Api.Cli;

/// <summary>
/// Tells the settings among the words of a command line (<c>--urls http://localhost:5081</c>, <c>--Registry:Database="Data Source=copy.db"</c>) from the command and its options.
/// They are taken out before the command line is parsed: otherwise the value of a setting could pass for the file of a command, and a mistyped option for a setting.
/// </summary>
internal sealed record SettingWords(IReadOnlyList<string> Settings, IReadOnlyList<string> Others, string? MistakeOrNull)
{
    public static SettingWords Of(IReadOnlyList<string> words)
    {
        var (settings, others) = (new List<string>(), new List<string>());
        for (var i = 0; i < words.Count; i++)
        {
            // A shell that completes a line gives it as one word, behind a directive in brackets.
            if (words[i] == "--" || (i == 0 && words[i].StartsWith('[')))
            {
                others.AddRange(words.Skip(i));
                break;
            }

            if (!IsSetting(words[i]))
            {
                others.Add(words[i]);
            }
            else if (words[i].Contains('=', StringComparison.Ordinal))
            {
                settings.Add(words[i]);
            }
            else if (i + 1 < words.Count && !words[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"{words[i]}={words[++i]}");
            }
            else
            {
                // ASP.NET ignores a setting without a value, or takes the next option for one.
                return new SettingWords([], [], $"The setting '{words[i]}' has no value. Write it behind the name, such as {words[i]}=….");
            }
        }

        return new SettingWords(settings, others, null);
    }

    private static bool IsSetting(string word)
    {
        var name = word.Split('=')[0];
        return name.StartsWith("--", StringComparison.Ordinal)
            && (name.Contains(':', StringComparison.Ordinal) || SettingNames.IsKnown(name[2..]));
    }
}
