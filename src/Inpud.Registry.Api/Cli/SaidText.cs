using System.CommandLine;
using Inpud.Registry.Domain.Texts;

namespace Inpud.Registry.Api.Cli;

/// <summary>A text that an operator says keeps the rules that the API has for one: it goes into the same history, and into the same answers.</summary>
internal static class SaidText
{
    /// <summary>Has the command refuse a text that is too long, or breaks a rule of texts, before anything is started.</summary>
    /// <param name="option">The option.</param>
    /// <param name="longest">How many letters it has at most.</param>
    public static void IsOneLine<T>(this Option<T> option, int longest) =>
        option.Validators.Add(said =>
        {
            if (said.Tokens.Count > 0 && MistakeOrNull(said.Tokens[^1].Value, longest) is { } mistake)
            {
                said.AddError($"{option.Name}: {mistake}");
            }
        });

    private static string? MistakeOrNull(string text, int longest) =>
        text.Length == 0 || text.Length > longest
            ? $"The text has {text.Length} letters. Write 1 to {longest}."
            : TextRule.All.Append(TextRule.OneLine).FirstOrDefault(rule => !rule.Holds(text))?.Sentence;
}
