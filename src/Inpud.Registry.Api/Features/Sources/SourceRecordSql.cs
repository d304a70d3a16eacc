using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Features.Sources;

internal static class SourceRecordSql
{
    /// <summary>The tables whose rows cite a source.</summary>
    private static readonly IEnumerable<string> CitingTables = RegistryTables
        .Full.Resources.Where(table => table.Schema.ForeignKeys.Any(key => key.Reference.Resource == "sources"))
        .Select(table => table.Name);

    public static readonly RecordKind<SourceInput, SourceRecord> Kind = new()
    {
        Resource = "sources",
        Word = "source",
        Example = "inpud-article",
        Table = "sources",
        ReadAsync = ReadAsync,
        Keepers = Keepers.Named("sources"),
        WhyInpudWithdraws = _ =>
            "INPUD alone withdraws a source, since records that your key does not see can cite it. Change its fields, or ask INPUD.",
        CheckUnusedAsync = async (write, _, record) =>
        {
            var citing = string.Join(" union all ", CitingTables.Select(table => $"select 1 from {table} where source_id = @Id"));
            if ((await write.QueryAsync<int>($"select 1 from ({citing}) as citing limit 1", new { record.Id })).Count > 0)
            {
                throw Facts.InUse("Records cite the source. Let them cite another first.");
            }
        },
    };

    private static async Task<SourceRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<SourceRow>("select * from sources where id = @id", new { id }) is { } row
            ? new SourceRecord
            {
                Id = row.Id,
                Title = row.Title,
                Kind = row.Kind,
                Publisher = row.Publisher,
                Url = row.Url,
                Licence = row.Licence,
                Observed = row.Observed,
                Note = row.Note,
                KeptBy = row.KeptBy,
                Withdrawn = row.Withdrawn,
            }
            : null;
}
