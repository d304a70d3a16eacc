using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

internal static class SourcesSql
{
    private const string Sources = """
        select s.id as sort_key, s.id as row_id, 'certain' as certainty, s.* from public_sources as s
        """;

    public static async Task<Rows<SourceRow>> ListAsync(ReadSession read, string? kind, Slice slice)
    {
        var ofKind = kind is null ? "true" : "s.kind = @kind";
        var counts = await read.SingleAsync<RowCounts>(
            $"select count(*) as certain, 0 as possible from public_sources as s where {ofKind}",
            new { kind }
        );
        var after = slice.AfterKey is null ? "" : "and s.id > @after";
        return await read.PageAsync<SourceRow>(
            $"{Sources} where {ofKind} {after} order by s.id",
            new DynamicParameters(new { kind, after = slice.AfterKey }),
            slice,
            counts
        );
    }

    /// <summary>The sources with these ids, by their ids.</summary>
    public static async Task<IReadOnlyDictionary<string, SourceRow>> NamedAsync(ReadSession read, IEnumerable<string> ids) =>
        (await read.QueryAsync<SourceRow>($"{Sources} where s.id in @ids", new { ids })).ToDictionary(source => source.Id);

    public static Task<SourceRow?> FindOrNullAsync(ReadSession read, string id) =>
        read.FindOrNullAsync<SourceRow>($"{Sources} where s.id = @id", new { id });
}
