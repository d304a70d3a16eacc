using System.ComponentModel.DataAnnotations;
using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Search;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Search;

/// <summary>Find anything by any of its names</summary>
/// <remarks>
/// Networks, groups, people, countries, posts, offices, partners, documents, milestones and INPUD itself, by their names, titles, abbreviations, ids and codes, former ones included, in
/// every language that they have names in. The title of a post or an office finds whoever holds it now as well, and a place finds what is there or took place there.
/// Case, accents, hyphens, apostrophes and spaces make no difference, and Latin letters find names in other scripts: <c>lodz</c> finds Łódź, and <c>rossiya</c> finds Россия. A beginning is
/// enough, as is a part of a name in a script without spaces, and one typo in a word of five letters or more does no harm. The closest come first.
/// </remarks>
internal sealed class SearchNames(Database database) : Endpoint<SearchNamesRequest, SearchAnswer>
{
    private const int DefaultLimit = 20;

    public override void Configure() => Get("/v1/search");

    public override async Task<SearchAnswer> ExecuteAsync(SearchNamesRequest req, CancellationToken ct)
    {
        var language = Languages.Choose(HttpContext, req);
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, req, language);
    }

    internal static async Task<SearchAnswer> ReadAsync(ReadSession read, SearchNamesRequest req, string language)
    {
        var query = NameQuery.AsWritten(read, req.Q!);
        var (rows, total) = await SearchSql.FindAsync(read, query, req.Type);
        if (!query.IsBorneOutBy(rows.Select(row => (row.Name, row.Words))))
        {
            query = await NameQuery.ReadAsync(read, req.Q!);
            if (query.Typos.Count > 0)
            {
                (rows, total) = await SearchSql.FindAsync(read, query, req.Type);
            }
        }

        var hits = Ranking.Order(rows, query).Take(req.Limit ?? DefaultLimit).ToList();
        var shown = await SearchSql.ShowAsync(read, hits.Select(hit => hit.Row), language);
        return new SearchAnswer
        {
            Items = [.. hits.Select(hit => HitOf(hit.Row, shown[(hit.Row.Resource, hit.Row.ResourceId)], hit.Match, query))],
            Total = total,
        };
    }

    private static SearchHit HitOf(SearchSql.Row row, SearchSql.Shown shown, SearchMatch match, NameQuery query) =>
        new()
        {
            Type = row.Resource,
            Id = row.ResourceId,
            Label = shown.Label,
            Address = PublicAddress.Link(AddressOf(shown)),
            Name = row.Name,
            Kind = row.Kind,
            Language = row.Language,
            Match = match,
            Highlights = Search.Highlights.Of(row.Name, query),
        };

    private static string AddressOf(SearchSql.Shown row) =>
        row.Resource switch
        {
            "organisation" => "/v1/inpud",
            // The list is of a day, and shows a co-publisher as of the publication.
            "partners" => row.Until is null ? "/v1/partners" : $"/v1/partners?asOf={row.Until}",
            "milestones" => "/v1/timeline",
            "posts" => "/v1/secretariat/posts",
            "offices" => "/v1/board",
            _ => $"/v1/{row.Resource}/{Uri.EscapeDataString(row.Slug ?? row.ResourceId)}",
        };
}

internal sealed record SearchNamesRequest : IInALanguage
{
    /// <summary>What to look for: a name or a part of it, an id, a code.</summary>
    /// <example>latin american network</example>
    [Required]
    public string? Q { get; init; }

    /// <summary>Only hits of this type.</summary>
    /// <example>networks</example>
    public string? Type { get; init; }

    /// <summary>The largest number of hits, from 1 to 50; 20 where it is left out.</summary>
    /// <example>20</example>
    public int? Limit { get; init; }

    /// <summary>The language of the names: <c>ar</c>, <c>en</c>, <c>es</c>, <c>fr</c>, <c>pt</c> or <c>ru</c>. Where it is left out, the Accept-Language header decides.</summary>
    /// <example>en</example>
    public string? Lang { get; init; }
}

internal sealed class SearchNamesValidator : Validator<SearchNamesRequest>
{
    public SearchNamesValidator()
    {
        RuleFor(x => x.Q).IsSomethingToFind();
        RuleFor(x => x.Type).OneOf([.. Ranking.Types]);
        RuleFor(x => x.Limit).InclusiveBetween(1, 50).WithErrorCode("out-of-range").WithMessage("A limit is a number from 1 to 50.");
        this.LanguageRule();
    }
}

internal static class SearchRules
{
    public static void IsSomethingToFind<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(q => q is not null && SearchText.Words(q).Length > 0)
            .WithErrorCode("no-letters")
            .WithMessage("Write what to look for, with a letter or a digit, such as ?q=vandu.");
}

/// <summary>What was found, the closest first.</summary>
internal sealed record SearchAnswer
{
    /// <summary>The hits.</summary>
    public required IReadOnlyList<SearchHit> Items { get; init; }

    /// <summary>How many records were found in all.</summary>
    /// <example>3</example>
    public required int Total { get; init; }
}

/// <summary>A record that was found, and why.</summary>
internal sealed record SearchHit
{
    /// <summary>The type of the record.</summary>
    /// <example>networks</example>
    public required string Type { get; init; }

    /// <summary>Its id; of a country, the alpha-2 code.</summary>
    /// <example>napud</example>
    public required string Id { get; init; }

    /// <summary>Its name as it is now; of a country, in the language of the answer.</summary>
    /// <example>Network of Asian People who Use Drugs</example>
    public required string Label { get; init; }

    /// <summary>The address that shows it: its own, or that of the list in which it stands.</summary>
    /// <example>https://registry.example.org/v1/networks/napud</example>
    public required string Address { get; init; }

    /// <summary>The name that matched.</summary>
    /// <example>ANPUD</example>
    public required string Name { get; init; }

    /// <summary>What kind of name that is: <c>name</c>, <c>abbreviation</c>, <c>alias</c>, <c>official</c>, <c>former</c>, <c>id</c>, <c>former-id</c>, <c>code</c>, the <c>post</c> or <c>office</c> that a person holds, or a <c>place</c>.</summary>
    /// <example>former</example>
    public required string Kind { get; init; }

    /// <summary>The language of that name; null where it has none of its own.</summary>
    /// <example>fr</example>
    public required string? Language { get; init; }

    /// <summary>How closely the name matches.</summary>
    public required SearchMatch Match { get; init; }

    /// <summary>Which parts of the name matched.</summary>
    public required IReadOnlyList<SearchHighlight> Highlights { get; init; }
}

/// <summary>A part of a text.</summary>
internal sealed record SearchHighlight
{
    /// <summary>Where it begins, counted from 0 in UTF-16 units, as JavaScript does.</summary>
    /// <example>0</example>
    public required int Start { get; init; }

    /// <summary>How long it is, in the same units.</summary>
    /// <example>5</example>
    public required int Length { get; init; }
}
