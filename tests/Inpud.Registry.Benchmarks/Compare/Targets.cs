using System.Diagnostics;
using System.Globalization;
using Inpud.Registry.Benchmarks.Driving;
using Inpud.Registry.Benchmarks.Registries;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Benchmarks.Compare;

/// <summary>The addresses of a registry that a run asks for.</summary>
internal sealed class Targets
{
    private const int PastDays = 250;
    private const int SmallestPage = 41;
    private const int LargestPage = 50;

    private static readonly int[] PageSizes = [.. Enumerable.Range(SmallestPage, LargestPage - SmallestPage + 1).Reverse()];

    /// <summary>Days on which the invented groups were what they are today.</summary>
    private static readonly string[] Days =
    [
        .. Enumerable
            .Range(1, PastDays)
            .Select(ago => TimeProvider.System.GetUtcNow().AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    private readonly List<string> countries;

    private Targets(List<(string Id, string Slug, string? Word)> groups, List<string> countries)
    {
        this.countries = countries;
        Ids = [.. groups.Select(group => group.Id)];
        Groups = [.. groups.Select(group => $"/v1/groups/{group.Slug}")];
        LargestCountry = $"/v1/groups?country={countries[0]}";
        Lists = [.. countries.Select(country => $"/v1/groups?country={country}&limit=50")];
        Searches = [.. groups.Where(group => group.Word is not null).Select(group => $"/v1/search?q={group.Word}")];
    }

    /// <summary>The ids of the groups, in the order of <see cref="Groups"/>.</summary>
    public IReadOnlyList<string> Ids { get; }

    public IReadOnlyList<string> Groups { get; }

    public IReadOnlyList<string> Lists { get; }

    public string LargestCountry { get; }

    public IReadOnlyList<string> Searches { get; }

    public static IReadOnlyList<string> Coverage { get; } =
    ["/v1/coverage", "/v1/coverage/countries?limit=50", "/v1/coverage/regions", "/v1/coverage?network=euronpud"];

    public IReadOnlyList<string> PastGroups => [.. Groups.Select((group, i) => $"{group}?asOf={Days[i % Days.Length]}")];

    /// <summary>Groups, each day of each another address.</summary>
    public IReadOnlyList<string> ManyGroups => [.. Days.SelectMany(day => Groups.Select(group => $"{group}?asOf={day}"))];

    /// <summary>Lists as of today, each of a country and with pages of nearly the same size.</summary>
    public IReadOnlyList<string> ManyLists =>
        [
            .. Enumerable
                .Range(LargestPage - 15, 31)
                .SelectMany(limit => countries.Select(country => $"/v1/groups?country={country}&limit={limit}")),
        ];

    /// <summary>Lists, each day of each another address.</summary>
    public IReadOnlyList<string> ManyPastLists => [.. Days.SelectMany(day => Lists.Select(list => $"{list}&asOf={day}"))];

    public IReadOnlyList<string> ManySearches =>
        [.. Enumerable.Range(1, 50).SelectMany(limit => Searches.Select(search => $"{search}&limit={limit}"))];

    /// <summary>The same list on many days, with pages of nearly the same size.</summary>
    public static IReadOnlyList<string> Many(string list) =>
        [
            .. PageSizes.SelectMany(limit =>
                Days.Select(day => $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}&asOf={day}")
            ),
        ];

    /// <summary>The same list as of today, with pages of nearly the same size, again and again: for a registry that keeps no answers.</summary>
    public static IReadOnlyList<string> Today(string list) =>
        [
            .. Days.SelectMany(_ =>
                PageSizes.Select(limit => $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit}")
            ),
        ];

    public static IReadOnlyList<string> ManyCoverages => [.. Days.Select(day => $"/v1/coverage?asOf={day}")];

    /// <summary>Searches for what many groups are called, each with another second word's beginning or limit.</summary>
    public static IReadOnlyList<string> FrequentSearches =>
        [
            .. Enumerable
                .Range(1, 50)
                .SelectMany(limit =>
                    new[] { InventedNames.Frequent, "network", "unio", "netwo" }.Select(word => $"/v1/search?q={word}&limit={limit}")
                ),
        ];

    /// <summary>Reads which of the invented groups are public, spread over the registry.</summary>
    /// <param name="file">The file of the registry.</param>
    /// <param name="groups">How many groups it has.</param>
    /// <param name="most">The most groups to ask for; a fifth as many countries.</param>
    public static Targets Of(string file, int groups, int most)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var find = connection.CreateCommand();
        find.CommandText = "select slug from shown_groups where id = @id and not is_anonymous and shown_until >= '2027-12-31'";
        find.Parameters.AddWithValue("@id", "");
        var found = new List<(string, string, string?)>();
        var step = Math.Max(groups / (most * 2), 1);
        for (var group = 0; group < groups && found.Count < most; group += step)
        {
            find.Parameters[0].Value = InventedNames.IdOf("group", group);
            if (find.ExecuteScalar() is string slug)
            {
                found.Add(((string)find.Parameters[0].Value!, slug, InventedNames.IsLatin(group) ? InventedNames.WordOf(group) : null));
            }
        }

        using var largest = connection.CreateCommand();
        largest.CommandText = "select country from shown_groups where not is_anonymous group by country order by count(*) desc limit @most";
        largest.Parameters.AddWithValue("@most", most / 5);
        using var reader = largest.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return new Targets(found, names);
    }

    /// <summary>The addresses of pages far down a list, found by following it: page 1,000 and those after it, or the last half of a shorter list.</summary>
    public static List<string> DeepPages(int port, int groups, TimeSpan time)
    {
        const int MostCursors = 400;
        var deep = Math.Min(1_000 * LargestPage, groups / 2);
        var step = Math.Min(200, Math.Max(groups / 50, 5));
        using var connection = new HttpConnection(port);
        var (target, row, cursors) = ($"/v1/groups?limit={step}", 0, new List<string>());
        var clock = Stopwatch.StartNew();
        while (cursors.Count < MostCursors && (cursors.Count == 0 || clock.Elapsed < time))
        {
            connection.Send(Request.Get(target).Bytes);
            if (connection.HeaderOrNull("Link") is not { } link || !link.Contains("after=", StringComparison.Ordinal))
            {
                break;
            }

            row += step;
            var cursor = link.Split("after=")[1].Split('>', '&')[0];
            target = $"/v1/groups?limit={step}&after={cursor}";
            // The last cursors of a short list have fewer than a page after them.
            if (row >= deep && row < groups * 4 / 5)
            {
                cursors.Add(cursor);
            }
        }

        // A cursor holds for a page of any size.
        return [.. PageSizes.SelectMany(limit => cursors.Select(cursor => $"/v1/groups?limit={limit}&after={cursor}"))];
    }
}
