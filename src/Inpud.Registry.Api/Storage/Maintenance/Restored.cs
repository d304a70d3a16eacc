using Inpud.Registry.Api.Storage.Hiding;

namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>What a restore did.</summary>
/// <param name="Kept">The file that keeps the former database; null where there was none.</param>
/// <param name="Compared">False where no former database could tell what was hidden since the copy.</param>
/// <param name="CopyOf">The time of the copy's latest change.</param>
/// <param name="RestartNeeded">True where a running service cannot go on with the database.</param>
/// <param name="Hidden">What the copy showed, and the restored registry does not.</param>
internal sealed record Restored(string? Kept, bool Compared, string CopyOf, bool RestartNeeded, IReadOnlyList<HiddenAgain> Hidden);
