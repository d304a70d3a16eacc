using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Sources;

internal static class SourcesSql
{
    internal sealed record Row : ListRow
    {
        public string Title { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Publisher { get; init; }
        public string? Url { get; init; }
        public string? Licence { get; init; }
        public string? Observed { get; init; }
        public string? Note { get; init; }
    }

    private const string Sources = """
        select id as sort_key, id as row_id, 'certain' as certainty, title, kind, publisher, url, licence, observed, note
        from public_sources
        """;

    public static Task<Rows<Row>> ListAsync(ReadSession read, string? kind, Slice slice) =>
        read.ListAsync<Row>(kind is null ? Sources : $"{Sources} where kind = @kind", new DynamicParameters(new { kind }), slice);

    public static Task<Row?> FindOrNullAsync(ReadSession read, string id) =>
        read.FindOrNullAsync<Row>($"{Sources} where id = @id", new { id });
}
