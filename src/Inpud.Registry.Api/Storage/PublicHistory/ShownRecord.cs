using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>Asks the public views whether they show the record of an entry of the public history now.</summary>
/// <remarks>
/// The history has what was public at the last write. A consent that runs out hides a group without a write, and a full disk or a long import keeps the history as it is. So whoever reads a
/// record from the history asks this besides.
/// </remarks>
internal static class ShownRecord
{
    /// <summary>The condition on an entry <c>c</c> of any kind.</summary>
    public static string OfAnyKind { get; } =
        $"case c.resource {string.Join(' ', PublicRecordKind.All.Select(kind => $"when '{kind.Resource}' then {Of(kind)}"))} end";

    /// <summary>The condition on an entry <c>c</c> of the kind.</summary>
    public static string Of(PublicRecordKind kind) =>
        $"exists (select 1 from public_{kind.Table} as v where v.{RegistryTables.Of(kind.Table).Schema.PrimaryKey[0]} = c.resource_id)";
}
