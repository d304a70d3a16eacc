using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class ProfileSql
{
    private sealed record OrganisationRow : SourcedRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Abbreviation { get; init; }
        public required string? Founded { get; init; }
        public required string? FoundedPlace { get; init; }
        public required string? FoundedCountry { get; init; }
        public required string? Launched { get; init; }
        public required string? LaunchedPlace { get; init; }
        public required string? LaunchedCountry { get; init; }
        public required string? LegalForm { get; init; }
        public required string? Status { get; init; }
        public required string? AreaServed { get; init; }
        public required string? MainOrgan { get; init; }
        public required string? Leader { get; init; }
        public required string? Homepage { get; init; }
        public required string? Vision { get; init; }
        public required string? VisionFrom { get; init; }
    }

    private sealed record NameRow : SourcedRow
    {
        public required string Name { get; init; }
        public required string Kind { get; init; }
    }

    private sealed record AimRow : SourcedRow
    {
        public required int Position { get; init; }
        public required string Text { get; init; }
    }

    public static async Task<Profile> ReadAsync(ReadSession read)
    {
        var row =
            await read.FindOrNullAsync<OrganisationRow>("select * from public_organisation")
            // Only a registry that began empty has no profile: the shipped data brings it, and nobody takes it out.
            ?? throw new ProblemException(ProblemKind.NotFound, "The registry has no profile of INPUD yet. Import a bundle that has one.");
        var names = await read.QueryAsync<NameRow>(
            "select name, kind, source_id, locator, note from public_organisation_names order by name"
        );
        var focuses = await read.QueryAsync<string>("select text from public_organisation_focuses order by position");
        var aims = await read.QueryAsync<AimRow>("select * from public_organisation_aims order by position");
        return new Profile
        {
            Id = row.Id,
            Name = row.Name,
            Abbreviation = row.Abbreviation,
            OtherNames =
            [
                .. names.Select(name => new ProfileName
                {
                    Name = name.Name,
                    Kind = name.Kind,
                    Citation = name.Citation,
                }),
            ],
            Founded = EventOf(row.Founded, row.FoundedPlace, row.FoundedCountry),
            Launched = EventOf(row.Launched, row.LaunchedPlace, row.LaunchedCountry),
            LegalForm = row.LegalForm,
            Status = row.Status,
            AreaServed = row.AreaServed,
            MainOrgan = row.MainOrgan,
            Leader = row.Leader,
            Homepage = row.Homepage,
            Focus = focuses,
            Vision = row.Vision is null ? null : new ProfileVision { Text = row.Vision, Milestone = row.VisionFrom },
            Aims =
            [
                .. aims.Select(aim => new ProfileAim
                {
                    Position = aim.Position,
                    Text = aim.Text,
                    Citation = aim.Citation,
                }),
            ],
            Citation = row.Citation,
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
