using System.Globalization;
using FluentValidation.Results;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Networks;

namespace Inpud.Registry.Api.Features.Memberships;

internal static class IndividualCountRecordSql
{
    public static readonly RecordKind<IndividualCountInput, IndividualCountRecord> Kind = new()
    {
        Resource = "individuals",
        Word = "count",
        Example = "africanpud-ke-7mk2qx",
        ExampleIsMadeUp = true,
        Table = "individual_counts",
        ReadAsync = ReadAsync,
        RequireOwnerAsync = Facts.RequireNetworkAsync,
        OwnerOf = record => record.Network,
        Keepers = Keepers.Network("individual_counts"),
        OwnerColumn = "network_id",
        // A steward states the number itself, and so replaces what a public export said of it.
        AddMadeColumnsAsync = (_, _, _, columns) =>
        {
            columns["people_below"] = null;
            return Task.CompletedTask;
        },
        CheckRulesAsync = CheckRulesAsync,
    };

    private static async Task CheckRulesAsync(WriteSession write, Proposed<IndividualCountInput, IndividualCountRecord> proposed)
    {
        var country = await Facts.CountryAsync(write, proposed.Input.Country);
        var network = await RuleFactsSql.NetworkAsync(write, proposed.Owner!);
        var others = await write.QueryAsync<IndividualCountRow>(
            "select * from individual_counts where network_id = @Owner and country = @country and id <> @Id and withdrawn is null",
            new
            {
                proposed.Owner,
                country,
                proposed.Id,
            }
        );
        IReadOnlyList<ValidationFailure> broken = new IndividualsRules()
            .Validate(
                new IndividualsProposal(
                    network,
                    country,
                    Period.Parse(proposed.Input.Period, proposed.Input.Observed),
                    [.. others.Select(other => new Recorded(other.Id, other.Period))]
                )
                {
                    LacksConsent = LacksConsent(proposed, WorldDay.At(write.Now)),
                }
            )
            .Errors;
        BrokenRules.ThrowIfAny(broken, FieldOf, "individuals");
    }

    private static bool LacksConsent(Proposed<IndividualCountInput, IndividualCountRecord> proposed, WorldDay today)
    {
        var input = proposed.Input;
        if (input.Visibility == CountVisibility.Private || proposed.Current?.VisibilityBasis is not null)
        {
            return false;
        }

        return input.ConsentGiven is null
            || !new Consent(
                GroupVisibility.Public,
                Day(input.ConsentGiven),
                input.ConsentUntil is null ? null : Day(input.ConsentUntil)
            ).Allows(GroupVisibility.Public, today);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string FieldOf(string code) =>
        code switch
        {
            "outside-remit" or "kind-not-accepted" => "country",
            "consent-missing" => "visibility",
            _ => "period",
        };

    private static async Task<IndividualCountRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<IndividualCountRow>("select * from individual_counts where id = @id", new { id }) is { } row
            ? new IndividualCountRecord
            {
                Id = row.Id,
                Network = row.NetworkId,
                Country = row.Country,
                People = row.People,
                PeopleBelow = row.People is null ? row.PeopleBelow : null,
                Visibility = row.Visibility,
                VisibilityBasis = row.VisibilityBasis,
                ConsentGiven = row.ConsentGiven,
                ConsentGivenTo = row.ConsentGivenTo,
                ConsentUntil = row.ConsentUntil,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
