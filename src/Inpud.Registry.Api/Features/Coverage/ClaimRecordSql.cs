using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Coverage;

internal static class ClaimRecordSql
{
    private static readonly ClaimRules Rules = new();

    public static readonly RecordKind<ClaimInput, ClaimRecord> Kind = new()
    {
        Resource = "claims",
        Word = "claim",
        Example = "africanpud-15",
        Table = "claims",
        ReadAsync = ReadAsync,
        RequireOwnerAsync = Facts.RequireNetworkAsync,
        OwnerOf = record => record.Network,
        Keepers = Keepers.Network("claims"),
        OwnerColumn = "network_id",
        CheckRulesAsync = CheckRulesAsync,
    };

    private static async Task CheckRulesAsync(WriteSession write, Proposed<ClaimInput, ClaimRecord> proposed)
    {
        var claim = new Claim(proposed.Id, proposed.Owner!, Period.Parse(proposed.Input.Period, proposed.Input.Observed));
        var others = (await RegistryStateSql.LoadClaimsAsync(write, claim.NetworkId))
            .Where(other => other.Id != claim.Id)
            .Select(other => new Recorded(other.Id, other.Period));
        BrokenRules.ThrowIfAny(Rules.Validate(new ClaimProposal(claim, [.. others])).Errors, _ => "period");
    }

    private static async Task<ClaimRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<ClaimRow>("select * from claims where id = @id", new { id }) is { } row
            ? new ClaimRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Countries = row.Countries,
                Stated = row.Stated,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
