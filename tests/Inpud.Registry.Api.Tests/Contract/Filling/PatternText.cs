using System.Text;
using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>Makes texts that match a pattern. It knows letters, classes and repeats, which are all that the contract uses, and throws at anything else.</summary>
internal static class PatternText
{
    /// <summary>A text for a number. Another number gives another text, where the pattern allows enough texts.</summary>
    public static string Of(string pattern, int number)
    {
        var text = new StringBuilder();
        var digits = number;
        var at = 0;
        while (at < pattern.Length)
        {
            var (choices, next) = ChoicesAt(pattern, at);
            var (least, most, after) = RepeatAt(pattern, next);
            // As many characters as make the texts differ, and no more than a short text has.
            for (var i = 0; i < Math.Min(most, Math.Max(least, 3)); i++)
            {
                text.Append(choices[digits % choices.Length]);
                digits /= choices.Length;
            }

            at = after;
        }

        return Regex.IsMatch(text.ToString(), pattern)
            ? text.ToString()
            : throw new InvalidOperationException($"The pattern {pattern} is more than PatternText knows; '{text}' is not of it.");
    }

    private static (string Choices, int Next) ChoicesAt(string pattern, int at) =>
        pattern[at] switch
        {
            '^' or '$' => ("", at + 1),
            '[' => (ClassOf(pattern[(at + 1)..pattern.IndexOf(']', at)]), pattern.IndexOf(']', at) + 1),
            '\\' when pattern[at + 1] == 'd' => ("0123456789", at + 2),
            '\\' => (pattern[(at + 1)..(at + 2)], at + 2),
            '(' or ')' or '|' or '.' => throw new InvalidOperationException($"PatternText does not know '{pattern[at]}' in {pattern}."),
            _ => (pattern[at..(at + 1)], at + 1),
        };

    private static string ClassOf(string inside) =>
        string.Concat(
            Regex
                .Matches(inside, "(?<from>.)-(?<to>.)|(?<one>.)", RegexOptions.ExplicitCapture)
                .SelectMany(part =>
                    part.Groups["one"].Success
                        ? part.Groups["one"].Value
                        : Enumerable
                            .Range(part.Groups["from"].Value[0], part.Groups["to"].Value[0] - part.Groups["from"].Value[0] + 1)
                            .Select(letter => (char)letter)
                )
        );

    private static (int Least, int Most, int Next) RepeatAt(string pattern, int at)
    {
        if (pattern[at - 1] is '^' or '$')
        {
            return (0, 0, at);
        }

        if (at < pattern.Length && pattern[at] is '+' or '*' or '?')
        {
            return (pattern[at] == '+' ? 1 : 0, pattern[at] == '?' ? 1 : 8, at + 1);
        }

        var repeat = Regex.Match(pattern[at..], @"^\{(?<least>\d+)(?<more>,(?<most>\d*))?\}", RegexOptions.ExplicitCapture);
        if (!repeat.Success)
        {
            return (1, 1, at);
        }

        var least = int.Parse(repeat.Groups["least"].Value);
        var most =
            !repeat.Groups["more"].Success ? least
            : repeat.Groups["most"].Value.Length == 0 ? least + 8
            : int.Parse(repeat.Groups["most"].Value);
        return (least, most, at + repeat.Length);
    }
}
