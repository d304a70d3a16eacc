using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Organisation;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class MilestoneRecordSql
{
    public static readonly RecordKind<MilestoneInput, MilestoneRecord> Kind = new()
    {
        Resource = "milestones",
        Word = "milestone",
        Example = "launch",
        Table = "milestones",
        ReadAsync = ReadAsync,
        Keepers = Keepers.Inpud("milestones"),
        CheckRulesAsync = CheckRulesAsync,
        CheckUnusedAsync = CheckUnusedAsync,
    };

    private static Task CheckRulesAsync(WriteSession write, Proposed<MilestoneInput, MilestoneRecord> proposed)
    {
        var input = proposed.Input;
        var milestone = new Domain.Organisation.Milestone(proposed.Id, input.Kind, EventDate.Parse(input.Date));
        BrokenRules.ThrowIfAny(new MilestoneRules().Validate(new MilestoneProposal(milestone, WorldDay.At(write.Now))).Errors, _ => "date");
        return Task.CompletedTask;
    }

    private static async Task CheckUnusedAsync(WriteSession write, Steward _, MilestoneRecord record)
    {
        var naming = await write.QueryAsync<string>(
            """
            select 'The document ' || id || ' names' from documents where milestone_id = @Id and withdrawn is null
            union all
            select 'INPUD''s vision names' from organisation where vision_from = @Id
            union all
            select 'An aim of INPUD names' from organisation_aims where milestone_id = @Id
            """,
            new { record.Id }
        );
        if (naming is [{ } who, ..])
        {
            throw Facts.InUse($"{who} the milestone. Let it name another first, or none.");
        }
    }

    private static async Task<MilestoneRecord?> ReadAsync(IQuerySession session, string id)
    {
        if (await session.FindOrNullAsync<TimelineSql.Row>("select * from milestones where id = @id", new { id }) is not { } row)
        {
            return null;
        }

        var places = await session.QueryAsync<MilestonePlace>(
            "select place, country from milestone_places where milestone_id = @id order by position",
            new { id }
        );
        return new MilestoneRecord
        {
            Id = id,
            Date = EventDate.Parse(row.Date),
            Kind = Kebab.Parse<MilestoneKind>(row.Kind),
            Title = row.Title,
            Summary = row.Summary,
            Places = places,
            Withdrawn = Instant.ParseOrNull(row.Withdrawn),
            Citation = row.Citation,
        };
    }
}
