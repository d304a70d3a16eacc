using System.Text.Json;
using Dapper;
using Inpud.Registry.Api.Features.Memberships;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Processes.Proposals;

/// <summary>Reads and writes proposals, for the network that proposes and for the group's keeper.</summary>
internal static class ProposalRecordSql
{
    public static readonly AgreementKind<Row, ProposalRecord> Kind = new()
    {
        Resource = "proposals",
        Word = "proposal",
        FindAsync = FindAsync,
        RecordOf = RecordOf,
    };

    private const string Select = "select p.*, g.kept_by from proposals as p join groups as g on g.id = p.group_id";

    internal sealed record Row : ListRow
    {
        public string Id { get; init; } = "";
        public string NetworkId { get; init; } = "";
        public string GroupId { get; init; } = "";
        public string? KeptBy { get; init; }
        public string State { get; init; } = "";
        public string Stated { get; init; } = "";
        public string? Message { get; init; }
        public string Received { get; init; } = "";
        public string? Decided { get; init; }
        public string? MembershipId { get; init; }

        public bool IsProposedBy(StewardScopes scopes) => scopes.Cover(NetworkId);

        /// <summary>Whether a steward with these scopes keeps the group. INPUD keeps a group that names no keeper.</summary>
        public bool IsKeptBy(StewardScopes scopes) => scopes.Cover(KeptBy ?? StewardScopes.Registry);
    }

    private sealed record KeeperRow
    {
        public string? KeptBy { get; init; }
    }

    /// <summary>The proposal, where the steward's key covers one of its two sides. Other stewards get the answer that there is no such proposal.</summary>
    public static async Task<Row> FindAsync(IQuerySession session, string id, StewardScopes scopes) =>
        await session.FindOrNullAsync<Row>($"{Select} where p.id = @id", new { id }) is { } row
        && (row.IsProposedBy(scopes) || row.IsKeptBy(scopes))
            ? row
            : throw ProblemException.NoSuchRecord("proposal", id);

    /// <summary>The proposals of which the steward's key covers one side.</summary>
    public static Task<Rows<Row>> ListAsync(ReadSession read, StewardScopes scopes, string? state, Slice slice)
    {
        var conditions = new List<string> { "g.id = p.group_id" };
        if (state is not null)
        {
            conditions.Add("p.state = @state");
        }

        if (!scopes.CoverEverything)
        {
            conditions.Add("(p.network_id in @networks or g.kept_by in @networks)");
        }

        return read.TableAsync<Row>(
            "p.*, g.kept_by",
            "proposals as p cross join groups as g",
            string.Join(" and ", conditions),
            "p.received",
            "p.id",
            new DynamicParameters(new { state, networks = scopes.Names }),
            slice
        );
    }

    /// <summary>The keeper of the public group that an id or a slug names; a null keeper is INPUD. Null where no public group has the name.</summary>
    public static async Task<(string Id, string? Keeper)?> FindPublicGroupOrNullAsync(WriteSession write, string text)
    {
        var id = await SlugLookup.GroupAsync(write, text);
        return
            await write.FindOrNullAsync<KeeperRow>(
                "select g.kept_by from groups as g where g.id = @id and exists (select 1 from public_named_groups as p where p.id = @id)",
                new { id }
            )
                is { } group
            ? (id, group.KeptBy)
            : null;
    }

    /// <summary>Whether the network proposed the group already, and waits.</summary>
    public static async Task<bool> WaitsAsync(WriteSession write, string network, string group) =>
        (
            await write.QueryAsync<int>(
                "select 1 from proposals where network_id = @network and group_id = @group and state = 'waiting'",
                new { network, group }
            )
        ).Count > 0;

    public static IReadOnlyDictionary<string, object?> ColumnsOf(string network, MembershipInput input) =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["network_id"] = network,
            ["group_id"] = input.Group,
            ["stated"] = JsonSerializer.Serialize(input, RegistryJson.Options),
        };

    public static MembershipInput StatedBy(Row row) => JsonSerializer.Deserialize<MembershipInput>(row.Stated, RegistryJson.Options)!;

    public static ProposalRecord RecordOf(Row row)
    {
        var stated = StatedBy(row);
        return new ProposalRecord
        {
            Id = row.Id,
            State = Kebab.Parse<AgreementState>(row.State),
            Network = row.NetworkId,
            Group = row.GroupId,
            Period = Period.Parse(stated.Period, stated.Observed),
            Observed = PartialDate.ParseOrNull(stated.Observed),
            Citation = new Citation(stated.Source, stated.Locator, stated.Note),
            Message = row.Message,
            Received = Instant.Parse(row.Received),
            Decided = Instant.ParseOrNull(row.Decided),
            Membership = row.MembershipId,
        };
    }
}
