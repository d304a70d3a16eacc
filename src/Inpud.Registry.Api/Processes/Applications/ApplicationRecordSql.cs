using System.Security.Cryptography;
using System.Text.Json;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Reads and writes applications, for the network's stewards and for whoever has the link.</summary>
internal static class ApplicationRecordSql
{
    internal sealed record Row : ListRow
    {
        public string Id { get; init; } = "";
        public string NetworkId { get; init; } = "";
        public string State { get; init; } = "";
        public string Stated { get; init; } = "";
        public string? Message { get; init; }
        public string Received { get; init; } = "";
        public string? Decided { get; init; }
        public string? GroupId { get; init; }
        public string? MembershipId { get; init; }
    }

    /// <summary>The application that a link leads to.</summary>
    public static async Task<Row> FindByLinkAsync(IQuerySession session, string link) =>
        await session.FindOrNullAsync<Row>("select * from applications where link_hash = @hash", new { hash = KeyText.Hash(link) })
        ?? throw new ProblemException(ProblemKind.NotFound, "The link leads to no application. Check that you have all of it.");

    /// <summary>The application, where the steward's key covers its network.</summary>
    public static async Task<Row> FindAsync(IQuerySession session, string network, string id, StewardScopes scopes) =>
        scopes.Cover(network)
        && await session.FindOrNullAsync<Row>("select * from applications where id = @id and network_id = @network", new { id, network })
            is { } row
            ? row
            : throw ProblemException.NoSuchRecord("application", id);

    public static Task<Rows<Row>> ListAsync(ReadSession read, string network, string? state, Slice slice)
    {
        var inState = state is null ? "" : "and a.state = @state";
        return read.TableAsync<Row>(
            "a.*",
            "applications as a",
            $"a.network_id = @network {inState}",
            "a.received",
            "a.id",
            new Dapper.DynamicParameters(new { network, state }),
            slice
        );
    }

    /// <summary>An application that waits, or that waits again once the group changes it.</summary>
    internal sealed record Open
    {
        public string Id { get; init; } = "";
        public string State { get; init; } = "";
        public bool IsWaiting => State == Kebab.Text(ApplicationState.Waiting);
    }

    /// <summary>The network's applications on which it can still decide.</summary>
    public static Task<IReadOnlyList<Open>> OpenAsync(WriteSession write, string network) =>
        write.QueryAsync<Open>(
            "select id, state from applications where network_id = @network and state in ('waiting', 'returned')",
            new { network }
        );

    /// <summary>Adds an application to the queue. Returns its id and its link.</summary>
    public static async Task<(string Id, string Link)> AddAsync(WriteSession write, ApplicationInput input)
    {
        var id = "a-" + RandomNumberGenerator.GetHexString(8, lowercase: true);
        var link = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyText.RandomBytes));
        await RowsSql.InsertAsync(
            write,
            "applications",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["id"] = id,
                ["network_id"] = input.Network,
                ["link_hash"] = KeyText.Hash(link),
                ["state"] = Kebab.Text(ApplicationState.Waiting),
                ["stated"] = JsonSerializer.Serialize(input, RegistryJson.Options),
                ["received"] = Instant.Text(write.Now),
            }
        );
        return (id, link);
    }

    /// <summary>Replaces the facts that the group stated. The application then waits for the stewards.</summary>
    public static Task RestateAsync(WriteSession write, string id, ApplicationInput input) =>
        RowsSql.UpdateAsync(
            write,
            "applications",
            id,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["state"] = Kebab.Text(ApplicationState.Waiting),
                ["stated"] = JsonSerializer.Serialize(input, RegistryJson.Options),
            }
        );

    public static Task DecideAsync(
        WriteSession write,
        string id,
        ApplicationState state,
        string? message,
        string? group,
        string? membership
    ) =>
        RowsSql.UpdateAsync(
            write,
            "applications",
            id,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["state"] = Kebab.Text(state),
                ["message"] = message,
                ["decided"] = Instant.Text(write.Now),
                ["group_id"] = group,
                ["membership_id"] = membership,
            }
        );

    public static ApplicationInput StatedBy(Row row) => JsonSerializer.Deserialize<ApplicationInput>(row.Stated, RegistryJson.Options)!;

    public static ApplicationStatus StatusOf(Row row)
    {
        var stated = StatedBy(row);
        return new ApplicationStatus
        {
            State = Kebab.Parse<ApplicationState>(row.State),
            Network = row.NetworkId,
            Name = stated.Name,
            Country = stated.Country,
            Place = stated.Place,
            Type = stated.Type,
            Scope = stated.Scope,
            LedByPeopleWhoUseDrugs = stated.LedByPeopleWhoUseDrugs,
            Period = stated.Period,
            Message = stated.Message,
            Answer = row.Message,
            Received = Instant.Parse(row.Received),
            Decided = Instant.ParseOrNull(row.Decided),
        };
    }

    public static ApplicationRecord RecordOf(Row row) =>
        new()
        {
            Id = row.Id,
            Application = StatusOf(row),
            Group = row.GroupId,
            Membership = row.MembershipId,
        };
}
