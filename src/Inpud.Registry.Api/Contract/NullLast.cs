using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Contract;

/// <summary>Puts null behind the other types of a schema: a reader looks for what the value is, and some generators take the first type alone. The writer of the document puts it first.</summary>
internal static partial class NullLast
{
    public static string In(string text) => InJson().Replace(InYaml().Replace(text, "${others}${null}"), "${others},${null}");

    [GeneratedRegex(
        @"(?<=\n(?<indent> +)type:\n)(?<null>\k<indent>  - 'null'\n)(?<others>(\k<indent>  - [a-z]+\n)+)",
        RegexOptions.ExplicitCapture,
        Timeout.Infinite
    )]
    private static partial Regex InYaml();

    [GeneratedRegex(
        @"(?<=""type"": \[)(?<null>\s+""null""),(?<others>\s+""[a-z]+""(,\s+""[a-z]+"")*)",
        RegexOptions.ExplicitCapture,
        Timeout.Infinite
    )]
    private static partial Regex InJson();
}
