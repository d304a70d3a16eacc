using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Board;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Secretariat;

internal static class PostTermRecordSql
{
    private static readonly PostRules Rules = new();

    public static readonly RecordKind<PostTermInput, PostTermRecord> Kind = new()
    {
        Resource = "post-terms",
        Word = "term",
        Example = "23rqs-4d2pn",
        Table = "post_terms",
        ReadAsync = ReadAsync,
        WithIdsAsync = async (write, input) => input with { Person = await SlugLookup.PersonAsync(write, input.Person) ?? input.Person },
        RequireOwnerAsync = RequirePostAsync,
        OwnerOf = record => record.Post,
        Keepers = Keepers.Inpud("post_terms"),
        OwnerColumn = "post_id",
        AddMadeColumnsAsync = WithheldPerson.KeepAsync,
        CheckRulesAsync = CheckRulesAsync,
    };

    private static async Task CheckRulesAsync(WriteSession write, Proposed<PostTermInput, PostTermRecord> proposed)
    {
        var (post, terms) = await RegistryStateSql.LoadPostAsync(write, proposed.Owner!);
        var term = new Domain.Board.PostTerm(proposed.Id, post.Id, Period.Parse(proposed.Input.Period, proposed.Input.Observed));
        var others = terms.Where(other => other.Id != term.Id).Select(other => new Recorded(other.Id, other.Period));
        BrokenRules.ThrowIfAny(Rules.Validate(new PostProposal(term, post, [.. others])).Errors, _ => "period");
    }

    private static async Task RequirePostAsync(WriteSession write, Steward _, string post)
    {
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
                PersonWithheld = row.PersonWithheld is true,
                Period = row.Period,
                Observed = row.Observed,
                Withdrawn = row.Withdrawn,
                Citation = row.Citation,
            }
            : null;
}
