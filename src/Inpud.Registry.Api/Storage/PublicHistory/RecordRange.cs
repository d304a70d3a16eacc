namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>Records whose ids lie next to each other.</summary>
/// <param name="After">The id before the first; null where the range begins with the very first.</param>
/// <param name="UpTo">The last id; null where the range ends with the very last.</param>
internal sealed record RecordRange(string? After, string? UpTo)
{
    public static RecordRange All { get; } = new(null, null);

    /// <summary>Whether it is a single record, whose id is the last one.</summary>
    public bool IsOne { get; private init; }

    public static RecordRange One(string id) => new(null, id) { IsOne = true };

    /// <summary>The condition on the column of ids, with <c>@After</c> and <c>@UpTo</c>.</summary>
    public string Where(string column) =>
        (IsOne, After, UpTo) switch
        {
            (true, _, _) => $"where {column} = @UpTo",
            (_, null, null) => "",
            (_, null, _) => $"where {column} <= @UpTo",
            (_, _, null) => $"where {column} > @After",
            _ => $"where {column} > @After and {column} <= @UpTo",
        };
}
