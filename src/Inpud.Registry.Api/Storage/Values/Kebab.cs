using System.Text.Json;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>Enums as the database and the API write them: in kebab-case.</summary>
internal static class Kebab
{
    public static string Text<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The text of an enum value whose type is known only at run time.</summary>
    public static string Text(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T Parse<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().First(value => Text(value) == text);

    public static T? ParseOrNull<T>(string? text)
        where T : struct, Enum => text is null ? null : Parse<T>(text);

    public static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Text)];
}
