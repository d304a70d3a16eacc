using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>Reads what came after the groups or networks, and what came before them.</summary>
/// <param name="Table">The table of the successors.</param>
/// <param name="Owner">Its column that names the record that they came after.</param>
/// <param name="Others">The public view that has the names of the others.</param>
internal sealed record SuccessionsSql(string Table, string Owner, string Others)
{
    public static readonly SuccessionsSql OfGroups = new("group_successors", "group_id", "public_named_groups");

    public static readonly SuccessionsSql OfNetworks = new("network_successors", "network_id", "public_networks");

    /// <summary>What a record states, for its stewards.</summary>
    public async Task<IReadOnlyList<SuccessorRecord>> StatedAsync(IQuerySession session, string id) =>
        [
            .. (
                await session.QueryAsync<SuccessionRow>($"select * from {Table} where {Owner} = @id order by successor_id", new { id })
            ).Select(SuccessorRecord.Of),
        ];

    public Task<IReadOnlyList<Succession>> SuccessorsAsync(ReadSession read, string id) => ReadAsync(read, id, Owner, "successor_id");

    public Task<IReadOnlyList<Succession>> PredecessorsAsync(ReadSession read, string id) => ReadAsync(read, id, "successor_id", Owner);

    private async Task<IReadOnlyList<Succession>> ReadAsync(ReadSession read, string id, string of, string other) =>
        [
            .. (
                await read.QueryAsync<SuccessionRow>(
                    $"""
                    select s.*, o.id as other_id, o.name as other_name
                    from public_{Table} as s join {Others} as o on o.id = s.{other}
                    where s.{of} = @id
                    order by o.name_order, o.id
                    """,
                    new { id }
                )
            ).Select(Succession.Of),
        ];
}
