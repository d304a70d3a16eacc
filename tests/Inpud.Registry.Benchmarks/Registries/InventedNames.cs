using System.Globalization;
using System.Text;

namespace Inpud.Registry.Benchmarks.Registries;

/// <summary>Names of groups that do not exist: words that many names share, and one word that no other name has. Most are in Latin letters, some in four other scripts.</summary>
/// <remarks>The word of its own is made of the number of the group, scattered, so that the order of the names is not the order in which the groups came.</remarks>
internal static class InventedNames
{
    /// <summary>A word of a fourth of the names, which a search has to find often.</summary>
    public const string Frequent = "union";

    private const string IdLetters = "23456789bcdfghjkmnpqrstvwxyz";
    private const int WordLength = 5;
    private const ulong Scatter = 0x9E3779B97F4A7C15;

    private static readonly string[] Shared = ["Union", "Network", "Collective", "Association"];
    private static readonly string[] Places =
    [
        "of North",
        "of South",
        "of West",
        "of East",
        "of the Old Town",
        "of the Harbour",
        "for All",
        "Now",
    ];
    private static readonly string[] Latin = Syllables("b c d f g h k l m n p r s t v z", "a e i o u");
    private static readonly string[] Cyrillic = Syllables("б в г д ж з к л м н п р с т ф х", "а и о у е");
    private static readonly string[] Greek = Syllables("β γ δ ζ θ κ λ μ ν ξ π ρ σ τ φ χ", "α ε ι ο υ");
    private static readonly string[] Arabic = Syllables("ب ت ج د ر ز س ش ص ط ع ف ق ك ل م", "ا ي و ن ه");
    private static readonly string[] Han = [.. Enumerable.Range(0, 80).Select(i => char.ConvertFromUtf32(0x4E00 + (i * 7)))];

    /// <summary>The word that only this group's names have. It has Latin letters where the name does.</summary>
    public static string WordOf(int group) => Word(ScriptOf(group), group);

    public static bool IsLatin(int group) => ReferenceEquals(ScriptOf(group), Latin);

    public static string NameOf(int group)
    {
        var word = WordOf(group);
        return IsLatin(group)
            ? $"{CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word)} {Shared[group % Shared.Length]} {Places[group / 7 % Places.Length]}"
            : $"{word} {Word(ScriptOf(group), group % 50)}";
    }

    public static string FormerNameOf(int group) => $"Friends of {WordOf(group)}";

    public static string AbbreviationOf(int group) => $"{WordOf(group).ToUpperInvariant()}{group % 10}";

    /// <summary>Latin letters for an address, whatever the script of the name.</summary>
    public static string SlugOf(int group) =>
        $"{Word(Latin, group)}-{Shared[group % Shared.Length].ToLowerInvariant()}-{IdOf("slug", group)[..4]}";

    public static string IdOf(string kind, int number)
    {
        var scattered = (ulong)(number + 1) * Scatter ^ (ulong)kind[0] << 56 ^ (ulong)kind.Length << 48;
        var id = new StringBuilder(11);
        for (var i = 0; i < 10; i++)
        {
            id.Append(i == WordLength ? "-" : "").Append(IdLetters[(int)(scattered % (ulong)IdLetters.Length)]);
            scattered /= (ulong)IdLetters.Length;
        }

        return id.ToString();
    }

    private static string[] ScriptOf(int group) =>
        (group % 20) switch
        {
            3 or 11 => Cyrillic,
            7 => Greek,
            13 => Arabic,
            17 => Han,
            _ => Latin,
        };

    private static string Word(string[] syllables, int number)
    {
        // An odd factor permutes the numbers below a power of two: each number has a word of its own.
        var scattered = unchecked((uint)number * 2_654_435_761u) & 0x7FFFFFF;
        var word = new StringBuilder();
        for (var i = 0; i < WordLength; i++)
        {
            word.Append(syllables[(int)(scattered % 80)]);
            scattered /= 80;
        }

        return word.ToString();
    }

    private static string[] Syllables(string firsts, string seconds) =>
        [.. firsts.Split(' ').SelectMany(first => seconds.Split(' ').Select(second => first + second))];
}
