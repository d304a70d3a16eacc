namespace Inpud.Registry.Api.Storage.Sessions;

/// <summary>Says that the reads of a request may come from a standby of the database, which follows the primary a moment later. Nothing else may: a steward sees what was written last.</summary>
/// <remarks>It goes with the flow of the request, since each operation opens its own session. A parameter of each of them was rejected: one that is forgotten would go unnoticed.</remarks>
internal static class ReadsMayLag
{
    private static readonly AsyncLocal<long?> Stamp = new();

    /// <summary>The stamp that a standby has to have come to; null where the reads are the primary's.</summary>
    public static long? AtLeastOrNull => Stamp.Value;

    /// <summary>Lets the reads of this flow come from a standby.</summary>
    /// <param name="atLeast">The stamp that the standby has to have come to.</param>
    public static void Begin(long atLeast) => Stamp.Value = atLeast;
}
