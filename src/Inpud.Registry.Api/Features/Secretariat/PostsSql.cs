using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

internal static class PostsSql
{
    internal sealed record Row : SourcedRow
    {
        public string Title { get; init; } = "";
        public int Position { get; init; }
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, Slice slice) =>
        read.ListAsync<Row>(
            """
            select substr(cast(1000 + position as text), 2) as sort_key, id as row_id, 'certain' as certainty, title, position, source_id, locator, note
            from public_posts
            """,
            new DynamicParameters(),
            slice
        );
}
