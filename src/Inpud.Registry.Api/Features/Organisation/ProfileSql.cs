using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class ProfileSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Abbreviation { get; init; } = "";
        public string? Founded { get; init; }
        public string? FoundedPlace { get; init; }
        public string? FoundedCountry { get; init; }
        public string? Launched { get; init; }
        public string? LaunchedPlace { get; init; }
        public string? LaunchedCountry { get; init; }
        public string? LegalForm { get; init; }
        public string? Status { get; init; }
        public string? AreaServed { get; init; }
        public string? MainOrgan { get; init; }
        public string? Leader { get; init; }
        public string? Homepage { get; init; }
        public string? Vision { get; init; }
        public string? VisionFrom { get; init; }
        public string SourceId { get; init; } = "";
        public string? Locator { get; init; }
        public string? Note { get; init; }
    }

    private sealed record TextRow
    {
        public int Position { get; init; }
        public string Text { get; init; } = "";
        public string Kind { get; init; } = "";
        public string SourceId { get; init; } = "";
        public string? Locator { get; init; }
        public string? Note { get; init; }
    }

    public static async Task<Profile> ReadAsync(ReadSession read)
    {
        var row = await read.SingleAsync<Row>("select * from public_organisation");
        var names = await read.QueryAsync<TextRow>(
            "select name as text, kind, source_id, locator, note from public_organisation_names order by name"
        );
        var focuses = await read.QueryAsync<string>("select text from public_organisation_focuses order by position");
        var aims = await read.QueryAsync<TextRow>("select * from public_organisation_aims order by position");
        return new Profile
        {
            Id = row.Id,
            Name = row.Name,
            Abbreviation = row.Abbreviation,
            OtherNames =
            [
                .. names.Select(name => new ProfileName
                {
                    Name = name.Text,
                    Kind = name.Kind,
                    Citation = new Citation(name.SourceId, name.Locator, name.Note),
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
                    Citation = new Citation(aim.SourceId, aim.Locator, aim.Note),
                }),
            ],
            Citation = new Citation(row.SourceId, row.Locator, row.Note),
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
