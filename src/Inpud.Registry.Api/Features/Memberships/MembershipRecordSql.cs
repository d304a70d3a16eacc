using Inpud.Registry.Api.Storage;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Memberships as their stewards keep them.</summary>
internal static class MembershipRecordSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string NetworkId { get; init; } = "";
        public string GroupId { get; init; } = "";
        public string Period { get; init; } = "";
        public string? Observed { get; init; }
        public string? Withdrawn { get; init; }
        public string SourceId { get; init; } = "";
        public string? Locator { get; init; }
        public string? Note { get; init; }
    }

    /// <summary>The record; null where there is none, and where its stewards are others.</summary>
    public static async Task<MembershipRecord?> FindOrNullAsync(IQuerySession session, string id, StewardScopes scopes)
    {
        var row = await session.FindOrNullAsync<Row>("select * from memberships where id = @id", new { id });
        return row is not null && scopes.Cover(row.NetworkId) ? RecordOf(row) : null;
    }

    /// <summary>The id of a new membership: the network's and the group's, with a number where the two were bound before.</summary>
    public static async Task<string> NewIdAsync(IQuerySession session, string network, string group)
    {
        var taken = await session.QueryAsync<string>(
            "select id from memberships where network_id = @network and group_id = @group",
            new { network, group }
        );
        return taken.Count == 0 ? $"{network}-{group}" : $"{network}-{group}-{taken.Count + 1}";
    }

    public static Task InsertAsync(WriteSession write, string id, string network, MembershipInput input) =>
        write.ExecuteAsync(
            """
            insert into memberships (
                id, network_id, group_id, period, observed, possible_from, possible_to, certain_from, certain_to, source_id, locator, note
            ) values (
                @id, @network, @Group, @Period, @Observed, @possible_from, @possible_to, @certain_from, @certain_to, @Source, @Locator, @Note
            )
            """,
            Columns(id, network, input)
        );

    public static Task UpdateAsync(WriteSession write, string id, string network, MembershipInput input) =>
        write.ExecuteAsync(
            """
            update memberships set
                period = @Period, observed = @Observed, possible_from = @possible_from, possible_to = @possible_to, certain_from = @certain_from,
                certain_to = @certain_to, source_id = @Source, locator = @Locator, note = @Note
            where id = @id
            """,
            Columns(id, network, input)
        );

    private static Dictionary<string, object?> Columns(string id, string network, MembershipInput input)
    {
        var columns = PeriodColumns.Of(Period.Parse(input.Period, input.Observed));
        columns["id"] = id;
        columns["network"] = network;
        columns["Group"] = input.Group;
        columns["Period"] = input.Period;
        columns["Observed"] = input.Observed;
        columns["Source"] = input.Source;
        columns["Locator"] = input.Locator;
        columns["Note"] = input.Note;
        return columns;
    }

    private static MembershipRecord RecordOf(Row row) =>
        new()
        {
            Id = row.Id,
            Network = row.NetworkId,
            Group = row.GroupId,
            Period = Period.Parse(row.Period, row.Observed),
            Observed = row.Observed is null ? null : PartialDate.Parse(row.Observed),
            Withdrawn = Instant.ParseOrNull(row.Withdrawn),
            Citation = new Citation(row.SourceId, row.Locator, row.Note),
        };
}
