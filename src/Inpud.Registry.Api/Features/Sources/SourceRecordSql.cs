using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Sources;

internal static class SourceRecordSql
{
    private sealed record Row
    {
        public string Id { get; init; } = "";
        public string Title { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Publisher { get; init; }
        public string? Url { get; init; }
        public string? Licence { get; init; }
        public string? Observed { get; init; }
        public string? Note { get; init; }
        public string? KeptBy { get; init; }
        public string? Withdrawn { get; init; }
    }

    /// <summary>The tables whose rows cite a source.</summary>
    private static readonly IEnumerable<string> CitingTables = RegistryTables
        .Full.Resources.Where(table => table.Schema.ForeignKeys.Any(key => key.Reference.Resource == "sources"))
        .Select(table => table.Name);

    public static readonly RecordKind<SourceInput, SourceRecord> Kind = new()
    {
        Resource = "sources",
        Word = "source",
        Table = "sources",
        ReadAsync = ReadAsync,
        KeepersSql = "select kept_by from sources where id = @id",
        CheckStewardAsync = (write, proposed) =>
            Facts.CheckKeeperAsync(write, proposed.Steward, proposed.Input.KeptBy, proposed.Current?.KeptBy, proposed.Current is null),
        CheckUnusedAsync = async (write, record) =>
        {
            var citing = string.Join(" union all ", CitingTables.Select(table => $"select 1 from {table} where source_id = @Id"));
            if ((await write.QueryAsync<int>($"select 1 from ({citing}) limit 1", new { record.Id })).Count > 0)
            {
                throw Facts.InUse("Records cite the source. Let them cite another first.");
            }
        },
    };

    private static async Task<SourceRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<Row>("select * from sources where id = @id", new { id }) is { } row
            ? new SourceRecord
            {
                Id = row.Id,
                Title = row.Title,
                Kind = Kebab.Parse<SourceKind>(row.Kind),
                Publisher = row.Publisher,
                Url = row.Url,
                Licence = row.Licence,
                Observed = row.Observed is null ? null : PartialDate.Parse(row.Observed),
                Note = row.Note,
                KeptBy = row.KeptBy,
                Withdrawn = Instant.ParseOrNull(row.Withdrawn),
            }
            : null;
}
