using System.Text;
using System.Text.Json;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Interchange.Exports;

/// <summary>Writes the public records as lines of JSON. Each line has the record of its latest entry in the feed.</summary>
internal static class RecordLines
{
    private static string LatestOf(PublicRecordKind kind) =>
        $"""
            select c.resource_id as id, c.record
            from public_changes as c
            where c.resource = @Resource and c.record is not null and {ShownRecords.Condition(kind)}
            and not exists (
                select 1 from public_changes as l where l.resource = c.resource and l.resource_id = c.resource_id and l.id > c.id
            )
            order by c.resource_id
            """;

    public static async Task WriteAsync(ReadSession read, Stream file, IWork work, CancellationToken ct)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(false), 64 * 1024, leaveOpen: true);
        work.Begin("Writing the records", PublicRecordKind.All.Count);
        foreach (var kind in PublicRecordKind.All)
        {
            await foreach (var row in read.RowsAsync(LatestOf(kind), new { kind.Resource }))
            {
                ct.ThrowIfCancellationRequested();
                await writer.WriteAsync(
                    $"{{\"resource\":\"{kind.Resource}\",\"id\":{JsonSerializer.Serialize((string)row["id"]!)},\"record\":{row["record"]}}}\n"
                );
            }

            work.Advance(1);
        }
    }
}
