namespace Inpud.Registry.Api.Storage.Lists;

/// <summary>The design's question "as of @day" in SQL, over the four day columns of a dated row.</summary>
internal static class AsOf
{
    /// <summary>The condition that some reading of the row's dates holds on @day.</summary>
    public static string IsPossible(string alias) => $"{alias}.possible_from <= @day and @day <= {alias}.possible_to";

    /// <summary>The condition that every reading holds on @day.</summary>
    public static string IsCertain(string alias) => $"{alias}.certain_from <= @day and @day <= {alias}.certain_to";

    /// <summary><c>'certain'</c> or <c>'possible'</c>, for rows that are possible.</summary>
    public static string Certainty(string alias) => $"case when {IsCertain(alias)} then 'certain' else 'possible' end";
}
