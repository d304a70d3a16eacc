using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>Reads and writes INPUD's own record. The registry has one such record, which the shipped data or a bundle brings: nobody creates or withdraws it.</summary>
internal static class ProfileRecordSql
{
    public static readonly RecordKind<ProfileInput, ProfileRecord> Kind = new()
    {
        Resource = "organisation",
        Word = "profile",
        Example = "inpud",
        Table = "organisation",
        ReadAsync = ReadAsync,
        Keepers = Keepers.Inpud("organisation"),
        CheckUnusedAsync = (_, _, _) => throw Facts.InUse("INPUD's own record is not withdrawn. Change the fields that are wrong."),
    };

    private static async Task<ProfileRecord?> ReadAsync(IQuerySession session, string id)
    {
        if (await session.FindOrNullAsync<OrganisationRow>("select * from organisation where id = @id", new { id }) is not { } row)
        {
            return null;
        }

        var parts = await ProfileParts.ReadAsync(session, "");
        return new ProfileRecord
        {
            Id = id,
            Name = row.Name,
            Abbreviation = row.Abbreviation,
            Founded = PartialDate.ParseOrNull(row.Founded),
            FoundedPlace = row.FoundedPlace,
            FoundedCountry = row.FoundedCountry,
            Launched = PartialDate.ParseOrNull(row.Launched),
            LaunchedPlace = row.LaunchedPlace,
            LaunchedCountry = row.LaunchedCountry,
            LegalForm = row.LegalForm,
            Status = row.Status,
            AreaServed = row.AreaServed,
            MainOrgan = row.MainOrgan,
            Leader = row.Leader,
            LeaderPost = row.LeaderPostId,
            Homepage = row.Homepage,
            Vision = row.Vision,
            VisionFrom = row.VisionFrom,
            Names = parts.Names,
            Focuses = parts.Focuses,
            Aims = parts.Aims,
            Statements = parts.Statements,
            Citation = row.Citation,
        };
    }
}
