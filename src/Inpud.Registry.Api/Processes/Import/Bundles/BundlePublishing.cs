using System.Text.Json;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Refuses the rows of a bundle that would show a group, where two keys publish one: an import is the act of one.</summary>
internal sealed class BundlePublishing(WriteSession write)
{
    private int? needed;

    /// <exception cref="RefusedRowException">The row would show a group, or show it further.</exception>
    public async Task CheckAsync(
        DataTable table,
        Dictionary<string, object?> columns,
        ImportOutcome outcome,
        IReadOnlyList<ImportDifference> differences
    )
    {
        needed ??= await ApprovalsSql.NeededAsync(write);
        if (needed > 1 && Shows(table, columns, outcome, differences))
        {
            throw new RefusedRowException(
                RuleCatalog.PublishingNeedsTwoKeys.Code,
                $"An import shows no group here. Take the row out, or state the group as private. {RuleCatalog.PublishingNeedsTwoKeys.Mend}"
            );
        }
    }

    private static bool Shows(
        DataTable table,
        Dictionary<string, object?> columns,
        ImportOutcome outcome,
        IReadOnlyList<ImportDifference> differences
    ) =>
        (table.Name, outcome) switch
        {
            ("consents", ImportOutcome.New) => true,
            ("groups", ImportOutcome.New) => RankOf(columns["visibility"] as string) > GroupVisibility.Private,
            ("groups", ImportOutcome.Changed) => differences.Any(change =>
                change.Field switch
                {
                    "visibility" => RankOf(TextOf(change.After)) > RankOf(TextOf(change.Before)),
                    "visibility_basis" => true,
                    _ => false,
                }
            ),
            _ => false,
        };

    private static string? TextOf(string json) => JsonSerializer.Deserialize<string>(json);

    private static GroupVisibility RankOf(string? text) => Kebab.Parse<GroupVisibility>(text!);
}
