using System.Text;
using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Search;

/// <summary>Says which parts of a found name match the query.</summary>
internal static class Highlights
{
    public static IReadOnlyList<SearchHighlight> Of(string name, NameQuery query)
    {
        IReadOnlyList<SearchText.Place> places = [.. SearchText.Places(name)];
        var parts = new List<SearchHighlight>();
        for (var i = 0; i < places.Count; i++)
        {
            var length = places[i].IsLetter ? LengthOfLetter(places, i, query) : LengthOfWord(name, places[i], query);
            if (length == 0)
            {
                continue;
            }

            if (
                i > 0
                && SearchText.AreOfOneRun(places[i - 1], places[i])
                && parts is [.., { } last]
                && last.Start + last.Length == places[i].Start
            )
            {
                parts[^1] = last with { Length = last.Length + length };
            }
            else
            {
                parts.Add(new SearchHighlight { Start = places[i].Start, Length = length });
            }
        }

        // The query and the name split the words differently, so that the whole name is the match.
        return parts.Count > 0 ? parts : [new SearchHighlight { Start = 0, Length = name.Length }];
    }

    /// <summary>A letter of a script without spaces matches with the one before it or the one after it, or alone where it was asked for alone.</summary>
    private static int LengthOfLetter(IReadOnlyList<SearchText.Place> places, int i, NameQuery query)
    {
        var isAsked =
            Asks(places[i].Key)
            || (i > 0 && SearchText.AreOfOneRun(places[i - 1], places[i]) && Asks(places[i - 1].Key + places[i].Key))
            || (i + 1 < places.Count && SearchText.AreOfOneRun(places[i], places[i + 1]) && Asks(places[i].Key + places[i + 1].Key));
        return isAsked ? places[i].Length : 0;

        bool Asks(string key) => query.Words.Contains(key, StringComparer.Ordinal);
    }

    private static int LengthOfWord(string name, SearchText.Place place, NameQuery query)
    {
        foreach (var word in query.Words)
        {
            if (query.Typos.TryGetValue(word, out var near))
            {
                if (near.Contains(place.Key, StringComparer.Ordinal))
                {
                    return place.Length;
                }
            }
            else if (place.Key.StartsWith(word, StringComparison.Ordinal))
            {
                return LengthOfBeginning(name.Substring(place.Start, place.Length), word);
            }
        }

        return 0;
    }

    /// <summary>How much of a word was asked for: the shortest beginning that has the key. A letter can have several in its key, as ß has, or none.</summary>
    private static int LengthOfBeginning(string text, string key)
    {
        if (Ascii.IsValid(text))
        {
            return key.Length;
        }

        var lengths = System.Globalization.StringInfo.ParseCombiningCharacters(text).Skip(1).Append(text.Length);
        return lengths.First(length => length == text.Length || SearchText.Whole(text[..length]).Length >= key.Length);
    }
}
