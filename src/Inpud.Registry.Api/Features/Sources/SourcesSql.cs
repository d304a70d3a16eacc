using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

internal static class SourcesSql
{
    private const string Sources = """
        select id as sort_key, id as row_id, 'certain' as certainty, s.* from public_sources as s
        """;

    public static Task<Rows<SourceRow>> ListAsync(ReadSession read, string? kind, Slice slice) =>
        read.ListAsync<SourceRow>(kind is null ? Sources : $"{Sources} where kind = @kind", new DynamicParameters(new { kind }), slice);

    public static Task<SourceRow?> FindOrNullAsync(ReadSession read, string id) =>
        read.FindOrNullAsync<SourceRow>($"{Sources} where id = @id", new { id });
}
