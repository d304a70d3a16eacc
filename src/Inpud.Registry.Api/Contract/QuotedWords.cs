using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Contract;

/// <summary>
/// Quotes plain words of a YAML text that readers of YAML 1.1 take for something else: <c>NO</c>, which is Norway, would be false, and <c>1.0</c> or <c>12:30</c> a number. The writer of the document
/// knows YAML 1.2 alone, where they are texts.
/// </summary>
internal static partial class QuotedWords
{
    public static string In(string yaml)
    {
        var lines = yaml.Split('\n');
        int? block = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart(' ').Length;
            if (block is { } outer && (indent > outer || lines[i].Length == 0))
            {
                // A text of several lines is never anything but a text.
                continue;
            }

            block = Block().IsMatch(lines[i]) ? indent : null;
            lines[i] = Value().Replace(Key().Replace(lines[i], "${before}'${word}':"), "${before}'${word}'");
        }

        return string.Join('\n', lines);
    }

    private const string Word =
        "(?<word>[yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?|=|<<)";

    [GeneratedRegex(@"(: |- |^)[|>][-+0-9]*$", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?<before> *(- )*)" + Word + ":(?= |$)", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?<before> *(- )*([^\s'""#:-][^:]*: |(?=[^ ])))" + Word + "$", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Value();
}
