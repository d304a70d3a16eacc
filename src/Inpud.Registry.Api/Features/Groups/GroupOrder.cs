using Dapper;
using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The order of a list of groups, in SQL: by name, or by country and name.</summary>
internal sealed class GroupOrder
{
    /// <summary>A code of a country has this many letters, so that the key of a cursor can be cut apart.</summary>
    private const int LettersOfCountry = 2;

    private readonly bool byCountry;
    private readonly Slice slice;

    /// <summary>Whether a walk has the order by itself.</summary>
    public bool IsOf(GroupWalk walk) => byCountry ? walk.ByCountry : walk.ByName;

    public GroupOrder(string sort, Slice slice, DynamicParameters parameters)
    {
        (byCountry, this.slice) = (sort == "country", slice);
        var key = slice.AfterKey;
        if (byCountry)
        {
            parameters.Add("after_country", key is { Length: >= LettersOfCountry } ? key[..LettersOfCountry] : key);
            key = key is { Length: > LettersOfCountry } ? key[(LettersOfCountry + 1)..] : "";
        }

        parameters.Add("after_name", key);
        parameters.Add("after_id", slice.AfterId);
    }

    /// <summary>The key of a row in a cursor.</summary>
    public string Key => byCountry ? "g.country || ' ' || g.name_order" : "g.name_order";

    /// <summary>The clause that puts the rows of all parts into the order.</summary>
    public string By
    {
        get
        {
            var direction = slice.Descending ? "desc" : "asc";
            return $"order by {(byCountry ? $"by_country {direction}, " : "")}by_name {direction}, by_id {direction}";
        }
    }

    /// <summary>The columns of the order, of the alias that has them.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="isSorted">Whether the rows are few and get sorted. An expression keeps the database from walking all groups in their order instead.</param>
    public string ColumnsOf(string alias, bool isSorted)
    {
        var text = isSorted ? " || ''" : "";
        return $"{(byCountry ? $"{CountryOf(alias)}{text} as by_country, " : "")}{alias}.name_order{text} as by_name, {alias}.row_key as by_id";
    }

    /// <summary>The condition that a row comes after the last row of the page before.</summary>
    public string AfterOf(string alias) =>
        (slice.AfterKey, byCountry) switch
        {
            (null, _) => "",
            (_, false) => $"and ({alias}.name_order, {alias}.row_key) {Beyond} (@after_name, @after_id)",
            _ => $"and ({CountryOf(alias)}, {alias}.name_order, {alias}.row_key) {Beyond} (@after_country, @after_name, @after_id)",
        };

    private string Beyond => slice.Descending ? "<" : ">";

    /// <summary>A list stands in the order of the countries of today, also where it has groups that were in another one.</summary>
    private static string CountryOf(string alias) => alias == "v" ? "g.country" : $"{alias}.country";
}
