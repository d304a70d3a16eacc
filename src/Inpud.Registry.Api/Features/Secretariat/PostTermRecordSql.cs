using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

internal static class PostTermRecordSql
{
    public static readonly RecordKind<PostTermInput, PostTermRecord> Kind = new()
    {
        Resource = "post-terms",
        Word = "term",
        Table = "post_terms",
        ReadAsync = ReadAsync,
        OwnerOf = record => record.Post,
        KeepersSql = "select null from post_terms where id = @id",
        OwnerColumn = "post_id",
    };

    public static async Task RequirePostAsync(WriteSession write, Steward steward, string post)
    {
        Facts.RequireRegistry(steward, "keeps the secretariat's posts");
        if (await write.FindOrNullAsync<string>("select id from public_posts where id = @post", new { post }) is null)
        {
            throw ProblemException.NoSuchRecord("post", post);
        }
    }

    private static async Task<PostTermRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<PostTermRow>("select * from post_terms where id = @id", new { id }) is { } row
            ? new PostTermRecord
            {
                Id = row.Id,
                Post = row.PostId,
                Person = row.PersonId,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
