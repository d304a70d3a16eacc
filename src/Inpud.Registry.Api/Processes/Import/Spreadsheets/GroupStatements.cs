using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Features.Groups;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Interchange.Imports;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Import.Spreadsheets;

/// <summary>The outcome of a row, with the id and the changes of its group.</summary>
internal sealed record StatedGroup(ImportOutcome Outcome, string Id, IReadOnlyList<ImportDifference> Differences);

/// <summary>Writes the groups that a spreadsheet states.</summary>
/// <remarks>The histories get new groups many at a time. A group that changes gets there at once, and so do those that were made before it.</remarks>
internal sealed class GroupStatements(WriteSession write, PublicLog log, Steward steward, string reason)
{
    private const int MadeAtOnce = 500;

    /// <summary>What a row says of its change, and a group does not keep.</summary>
    private static readonly string[] OfChanges = ["since", "correction"];

    /// <summary>The groups that were made, and are not in the histories yet.</summary>
    private readonly List<string> made = [];

    /// <summary>Records a row under the rules: as a new group, or as changes of a group that the steward keeps.</summary>
    /// <param name="id">The group's id; null where the row has none.</param>
    /// <param name="fields">The values of the row, as the fields of a group.</param>
    /// <exception cref="Http.Problems.ProblemException">The registry refuses the row.</exception>
    public async Task<StatedGroup> TakeAsync(string? id, JsonObject fields)
    {
        fields["reason"] = reason;
        await ReadCountryAsync(write, fields);
        var known = id ?? await GroupRecordSql.FindByNameOrNullAsync(write, fields, steward.Key.Scopes);
        if (known is null)
        {
            if (OfChanges.FirstOrDefault(fields.ContainsKey) is { } field)
            {
                throw BodyRules.Mistake(field, "not-a-change", "The group is new, so that nothing of it changes. Empty the cell.");
            }

            var input = JsonBody.Read<GroupInput>(fields);
            made.Add(await GroupRecordSql.Kind.MakeAsync(write, log, steward, owner: null, input));
            var stated = new StatedGroup(ImportOutcome.New, made[^1], []);
            if (made.Count == MadeAtOnce)
            {
                await RecordMadeAsync();
            }

            return stated;
        }

        var current = await GroupRecordSql.Kind.FindAsync(write, known, steward.Key.Scopes);
        var before = MergePatch.Apply<GroupInput>(current, new JsonObject { ["reason"] = "-" });
        var after = MergePatch.Apply<GroupInput>(current, fields.DeepClone().AsObject());
        var differences = Differences(before, after);
        if (differences.Count == 0)
        {
            return new StatedGroup(ImportOutcome.Unchanged, known, []);
        }

        await RecordMadeAsync();
        await GroupRecordSql.Kind.ChangeAsync(write, log, steward, known, RecordTag.Of(current), fields);
        return new StatedGroup(ImportOutcome.Changed, known, differences);
    }

    /// <summary>Writes the groups that were made into the histories.</summary>
    public async Task RecordMadeAsync()
    {
        if (made.Count > 0)
        {
            await GroupRecordSql.Kind.RecordMadeAsync(write, log, steward, made, reason);
            made.Clear();
        }
    }

    /// <summary>Replaces a country's code, or any of its names, with the code that the registry uses. An unknown text stays.</summary>
    private static async Task ReadCountryAsync(WriteSession write, JsonObject fields)
    {
        if (fields["country"]?.GetValue<string>() is { } text)
        {
            fields["country"] = await CountryLookup.FindByNameOrNullAsync(write, text) ?? text;
        }
    }

    private static List<ImportDifference> Differences(GroupInput before, GroupInput after)
    {
        var (old, now) = (Json(before), Json(after));
        return
        [
            .. now.Where(field =>
                    field.Key != "reason" && !OfChanges.Contains(field.Key) && !JsonNode.DeepEquals(field.Value, old[field.Key])
                )
                .Select(field => new ImportDifference
                {
                    Field = field.Key,
                    Before = Text(old[field.Key]),
                    After = Text(field.Value),
                }),
        ];
    }

    private static JsonObject Json(GroupInput input) => JsonSerializer.SerializeToNode(input, RegistryJson.Options)!.AsObject();

    private static string Text(JsonNode? value) => value?.ToJsonString(RegistryJson.Options) ?? "null";
}
