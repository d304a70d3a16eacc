namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>The design's question "as of @day" in SQL, over the four day columns of dated rows.</summary>
internal static class AsOf
{
    /// <summary>The condition that some reading of the dates holds on @day, for each of the rows.</summary>
    public static string IsPossible(params IEnumerable<string> aliases) =>
        string.Join(" and ", aliases.Select(alias => $"{alias}.possible_from <= @day and @day <= {alias}.possible_to"));

    /// <summary>The same condition on one row, in a form for which the database uses no index: for a query that walks rows in an order, and only tests the day.</summary>
    public static string MayHold(string alias) => $"not ({alias}.possible_from > @day or {alias}.possible_to < @day)";

    /// <summary>The condition that every reading holds on @day, for each of the rows.</summary>
    public static string IsCertain(params IEnumerable<string> aliases) =>
        string.Join(" and ", aliases.Select(alias => $"{alias}.certain_from <= @day and @day <= {alias}.certain_to"));

    /// <summary><c>'certain'</c>, <c>'possible'</c> or <c>'none'</c>.</summary>
    public static string Certainty(params IReadOnlyList<string> aliases) =>
        $"case when {IsCertain(aliases)} then 'certain' when {IsPossible(aliases)} then 'possible' else 'none' end";

    /// <summary>2 for certain, 1 for possible, 0 for neither, so that <c>max(…)</c> over several pieces of evidence gives their joint certainty.</summary>
    public static string Rank(params IReadOnlyList<string> aliases) =>
        $"case when {IsCertain(aliases)} then 2 when {IsPossible(aliases)} then 1 else 0 end";

    /// <summary>A rank as a word.</summary>
    public static string Word(string rank) => $"case {rank} when 2 then 'certain' when 1 then 'possible' else 'none' end";
}
