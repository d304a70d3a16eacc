namespace Inpud.Registry.Api.Http.Requests;

/// <summary>The parameters of every operation with a table.</summary>
internal abstract record TableRequest
{
    /// <summary>The form of the answer, in place of the Accept header: <c>json</c> or <c>csv</c>.</summary>
    /// <example>json</example>
    public string? Format { get; init; }
}

/// <summary>The parameters of every list.</summary>
internal abstract record ListRequest : TableRequest
{
    /// <summary>How many rows to answer with, from 1 to 200. Where it is left out, JSON gives 50 and CSV gives all.</summary>
    /// <example>50</example>
    public int? Limit { get; init; }

    /// <summary>The cursor of the page before: the value of its <c>next</c>. It belongs to the list with the same filters and order.</summary>
    public string? After { get; init; }
}

/// <summary>The parameters of every list of facts that hold for a time.</summary>
internal abstract record DatedListRequest : ListRequest, IDated
{
    /// <summary>The day as of which to answer, as <c>YYYY-MM-DD</c>; today (UTC) where it is left out. It cannot be in the future: the registry knows nothing of days to come.</summary>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }

    /// <summary>Only the rows that are <c>certain</c> as of the day, or only those that are <c>possible</c>. Both where it is left out.</summary>
    /// <example>certain</example>
    public string? Certainty { get; init; }
}

/// <summary>A request whose answer depends on the day.</summary>
internal interface IDated
{
    string? AsOf { get; }
}
