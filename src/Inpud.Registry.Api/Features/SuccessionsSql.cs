using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>Reads what came after the groups or networks, and what came before them.</summary>
/// <param name="Table">The table of the successors.</param>
/// <param name="Owner">Its column that names the record that they came after.</param>
/// <param name="Others">The public view that has the names of the others.</param>
/// <param name="Former">Their former names.</param>
internal sealed record SuccessionsSql(string Table, string Owner, string Others, FormerNames Former)
{
    public static readonly SuccessionsSql OfGroups = new("group_successors", "group_id", "public_named_groups", FormerNames.OfGroups);

    public static readonly SuccessionsSql OfNetworks = new("network_successors", "network_id", "public_networks", FormerNames.OfNetworks);

    /// <summary>What a record states, for its stewards.</summary>
    public async Task<IReadOnlyList<SuccessorRecord>> StatedAsync(IQuerySession session, string id) =>
        [
            .. (
                await session.QueryAsync<SuccessionRow>($"select * from {Table} where {Owner} = @id order by successor_id", new { id })
            ).Select(SuccessorRecord.Of),
        ];

    /// <summary>What came after a record, by the names of the day.</summary>
    public Task<IReadOnlyList<Succession>> SuccessorsAsync(ReadSession read, string id, string day) =>
        ReadAsync(read, id, day, Owner, "successor_id");

    /// <summary>What came before a record, by the names of the day.</summary>
    public Task<IReadOnlyList<Succession>> PredecessorsAsync(ReadSession read, string id, string day) =>
        ReadAsync(read, id, day, "successor_id", Owner);

    private async Task<IReadOnlyList<Succession>> ReadAsync(ReadSession read, string id, string day, string of, string other)
    {
        var rows = await read.QueryAsync<SuccessionRow>(
            $"""
            select s.*, o.id as other_id, o.name as other_name
            from public_{Table} as s join {Others} as o on o.id = s.{other}
            where s.{of} = @id
            order by o.name_order, o.id
            """,
            new { id }
        );
        var former = await Former.OnAsync(read, rows.Select(row => row.OtherId!), day);
        return [.. rows.Select(row => Succession.Of(row with { OtherName = former.GetValueOrDefault(row.OtherId!, row.OtherName!) }))];
    }
}
