using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Secretariat;

internal static class PostRecordSql
{
    public static readonly RecordKind<PostInput, PostRecord> Kind = new()
    {
        Resource = "posts",
        Word = "post",
        Example = "deputy-director",
        Table = "posts",
        ReadAsync = ReadAsync,
        Keepers = Keepers.Inpud("posts"),
        AddMadeColumnsAsync = async (write, id, _, columns) => columns["position"] = await PositionAsync(write, id),
        CheckUnusedAsync = async (write, _, record) =>
        {
            if (
                await write.QueryAsync<string>("select id from post_terms where post_id = @Id and withdrawn is null", new { record.Id })
                is [{ } term, ..]
            )
            {
                throw Facts.InUse($"The post has the term '{term}'. Withdraw its terms first.");
            }

            if ((await write.QueryAsync<int>("select 1 from organisation where leader_post_id = @Id", new { record.Id })).Count > 0)
            {
                throw Facts.InUse("INPUD's profile names the post as that of its leader. Change 'leaderPost' there first.");
            }
        },
    };

    /// <summary>Keeps the position of a post; a new post comes last, so that the list has the order in which stewards recorded them.</summary>
    private static async Task<int> PositionAsync(WriteSession write, string id)
    {
        var positions = await write.QueryAsync<PostRow>("select * from posts");
        return positions.FirstOrDefault(post => post.Id == id)?.Position
            ?? positions.Select(post => post.Position).DefaultIfEmpty().Max() + 1;
    }

    private static async Task<PostRecord?> ReadAsync(IQuerySession session, string id) =>
        await session.FindOrNullAsync<PostRow>("select * from posts where id = @id", new { id }) is { } row
            ? new PostRecord
            {
                Id = row.Id,
                Title = row.Title,
                Single = row.Single,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
