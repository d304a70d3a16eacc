using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>The posts of the secretariat</summary>
/// <remarks>Posts that nobody holds are included. <c>/v1/secretariat</c> says who holds a post.</remarks>
internal sealed class ListPosts(Database database) : Endpoint<ListPostsRequest, PlainList<PostItem>>
{
    public override void Configure() => Get("/v1/secretariat/posts", "/v1/secretariat/posts.csv");

    public override async Task<PlainList<PostItem>> ExecuteAsync(ListPostsRequest req, CancellationToken ct)
    {
        var scope = new ListScope(HttpContext, req);
        await using var read = await database.ReadAsync();
        return scope.Answer(await PostsSql.ListAsync(read, scope.Slice()), PostItem.Of);
    }
}

internal sealed record ListPostsRequest : ListRequest;

internal sealed class ListPostsValidator : Validator<ListPostsRequest>
{
    public ListPostsValidator() => this.ListRules();
}

/// <summary>A post of the secretariat.</summary>
internal sealed record PostItem : ICsvRow<PostItem>
{
    /// <summary>The post's id.</summary>
    /// <example>executive-director</example>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    /// <example>Executive Director</example>
    public required string Title { get; init; }

    /// <summary>Its place in the order in which posts are listed.</summary>
    /// <example>1</example>
    public required int Position { get; init; }

    /// <summary>The source of the post.</summary>
    public required Citation Citation { get; init; }

    /// <inheritdoc cref="PostInput.Single"/>
    public required bool? Single { get; init; }

    public static PostItem Of(PostRow row) =>
        new()
        {
            Id = row.Id,
            Title = row.Title,
            Single = row.Single,
            Position = row.Position,
            Citation = row.Citation,
        };
}
