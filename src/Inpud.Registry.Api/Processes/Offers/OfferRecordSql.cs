using Dapper;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Processes.Offers;

/// <summary>Reads offers, for the group's keeper and for the network that is to keep it.</summary>
internal static class OfferRecordSql
{
    public static readonly AgreementKind<Row, OfferRecord> Kind = new()
    {
        Resource = "offers",
        Word = "offer",
        FindAsync = FindAsync,
        // What the other side sees of the group is no part of the history, or of the answers that are kept for retries: these would still tell it afterwards.
        RecordOf = row => RecordOf(row) with { GroupName = null, GroupCountry = null },
    };

    /// <summary>The group's name and country show to both sides as long as the offer can be accepted, and no longer.</summary>
    private const string Columns = """
        o.*,
        case when o.state = 'waiting' and g.withdrawn is null and g.kept_by is not distinct from o.kept_by then g.name end as group_name,
        case when o.state = 'waiting' and g.withdrawn is null and g.kept_by is not distinct from o.kept_by then g.country end as group_country
        """;

    /// <summary>The offers first, in their order, and the group of each.</summary>
    private const string From = "offers as o cross join groups as g";

    private const string OfGroup = "g.id = o.group_id";

    internal sealed record Row : ListRow
    {
        public string Id { get; init; } = "";
        public string GroupId { get; init; } = "";
        public string? GroupName { get; init; }
        public string? GroupCountry { get; init; }
        public string? KeptBy { get; init; }
        public string NetworkId { get; init; } = "";
        public string State { get; init; } = "";
        public string? Note { get; init; }
        public string? Message { get; init; }
        public string Received { get; init; } = "";
        public string? Decided { get; init; }

        public bool IsMadeTo(StewardScopes scopes) => scopes.Cover(NetworkId);

        /// <summary>Whether a steward with these scopes made it. INPUD keeps a group that names no keeper.</summary>
        public bool IsMadeBy(StewardScopes scopes) => scopes.Cover(KeptBy ?? StewardScopes.Registry);
    }

    /// <summary>The offer, where the steward's key covers one of its two sides. Other stewards get the answer that there is no such offer.</summary>
    public static async Task<Row> FindAsync(IQuerySession session, string id, StewardScopes scopes) =>
        await session.FindOrNullAsync<Row>($"select {Columns} from {From} where {OfGroup} and o.id = @id", new { id }) is { } row
        && (row.IsMadeBy(scopes) || row.IsMadeTo(scopes))
            ? row
            : throw ProblemException.NoSuchRecord("offer", id);

    /// <summary>The offers of which the steward's key covers one side.</summary>
    public static Task<Rows<Row>> ListAsync(ReadSession read, StewardScopes scopes, string? state, Slice slice)
    {
        var conditions = new List<string> { OfGroup };
        if (state is not null)
        {
            conditions.Add("o.state = @state");
        }

        if (!scopes.CoverEverything)
        {
            conditions.Add("(o.network_id in @networks or o.kept_by in @networks)");
        }

        return read.TableAsync<Row>(
            Columns,
            From,
            string.Join(" and ", conditions),
            "o.received",
            "o.id",
            new DynamicParameters(new { state, networks = scopes.Names }),
            slice
        );
    }

    /// <summary>Whether an offer of the group waits already.</summary>
    public static async Task<bool> WaitsAsync(WriteSession write, string group) =>
        (await write.QueryAsync<int>("select 1 from offers where group_id = @group and state = 'waiting'", new { group })).Count > 0;

    /// <summary>Gives the group to its new keeper.</summary>
    public static Task HandOverAsync(WriteSession write, string group, string network) =>
        RowsSql.UpdateAsync(write, "groups", group, new Dictionary<string, object?>(StringComparer.Ordinal) { ["kept_by"] = network });

    public static OfferRecord RecordOf(Row row) =>
        new()
        {
            Id = row.Id,
            State = Kebab.Parse<AgreementState>(row.State),
            Group = row.GroupId,
            GroupName = row.GroupName,
            GroupCountry = row.GroupCountry,
            Keeper = row.KeptBy,
            Network = row.NetworkId,
            Note = row.Note,
            Message = row.Message,
            Received = Instant.Parse(row.Received),
            Decided = Instant.ParseOrNull(row.Decided),
        };
}
