namespace Inpud.Registry.Api.Storage.Values;

/// <summary>
/// The key by which two names are the same name: <c>A.S.U.D.</c> is <c>ASUD</c>. It leaves out case, spaces, punctuation, invisible characters and accents, and keeps every letter: <c>ł</c> is
/// not <c>l</c>. A search takes more names for the same (<see cref="SearchText"/>); two groups must not be refused for that.
/// </summary>
internal static class UniqueName
{
    public static string Of(string name) => string.Concat(NameWords.Of(name));
}
