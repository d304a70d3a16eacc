using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class ProfileSql
{
    private sealed record LeaderRow : FactRow
    {
        public required string PostId { get; init; }
        public required string PersonId { get; init; }
        public required string Name { get; init; }
    }

    /// <summary>Who holds the leader's post, by the terms that tell it: a term whose person is withheld names nobody.</summary>
    private static readonly string Leaders = $"""
        select {AsOf.Certainty("t")} as certainty, t.*, p.name
        from public_post_terms as t
        join public_people as p on p.id = t.person_id
        where t.post_id = @post and {AsOf.IsPossible("t")}
        order by t.possible_from, p.name, t.id
        """;

    public static async Task<Profile> ReadAsync(ReadSession read, string day)
    {
        var row =
            await read.FindOrNullAsync<OrganisationRow>("select * from public_organisation")
            // Only a registry that began empty has no profile: the shipped data brings it, and nobody takes it out.
            ?? throw new ProblemException(ProblemKind.NotFound, "The registry has no profile of INPUD yet. Import a bundle that has one.");
        var parts = await ProfileParts.ReadAsync(read, "public_");
        var leaders = row.LeaderPostId is { } post ? await read.QueryAsync<LeaderRow>(Leaders, new { post, day }) : [];
        return new Profile
        {
            Id = row.Id,
            Name = row.Name,
            Abbreviation = row.Abbreviation,
            OtherNames = parts.Names,
            Founded = EventOf(row.Founded, row.FoundedPlace, row.FoundedCountry),
            Launched = EventOf(row.Launched, row.LaunchedPlace, row.LaunchedCountry),
            LegalForm = row.LegalForm,
            Status = row.Status,
            AreaServed = row.AreaServed,
            MainOrgan = row.MainOrgan,
            Leader = row.Leader,
            Homepage = row.Homepage,
            Focus = [.. parts.Focuses.Select(focus => focus.Text)],
            Vision = row.Vision is null ? null : new ProfileVision { Text = row.Vision, Milestone = row.VisionFrom },
            Aims = parts.Aims,
            Citation = row.Citation,
            Focuses = parts.Focuses,
            Statements = parts.Statements,
            LeaderPost = row.LeaderPostId,
            Leaders =
            [
                .. leaders.Select(leader => new ProfileLeader
                {
                    Post = leader.PostId,
                    Person = leader.PersonId,
                    Name = leader.Name,
                    Address = PublicAddress.Link($"/v1/people/{leader.PersonId}"),
                    Period = leader.Period,
                    Observed = leader.Observed,
                    Certainty = leader.Certainty,
                    Citation = leader.Citation,
                }),
            ],
        };
    }

    private static ProfileEvent EventOf(string? date, string? place, string? country) =>
        new()
        {
            Date = date is null ? null : PartialDate.Parse(date),
            Place = place,
            Country = country,
        };
}
