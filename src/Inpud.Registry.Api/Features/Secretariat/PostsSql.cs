using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

internal static class PostsSql
{
    public static Task<Rows<PostRow>> ListAsync(ReadSession read, Slice slice) =>
        read.ListAsync<PostRow>(
            """
            select substr(cast(1000 + position as text), 2) as sort_key, id as row_id, 'certain' as certainty, p.*
            from public_posts as p
            """,
            new DynamicParameters(),
            slice
        );
}
