using System.Globalization;
using System.Text.RegularExpressions;
using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.History;

/// <summary>The feed of public changes</summary>
/// <remarks>
/// Each entry has a public record after a change, the earliest first. Read from the start and keep the latest <c>record</c> of each <c>resource</c> and <c>id</c>: these are
/// exactly the public registry. Then continue after the last <c>cursor</c> at any time: a cursor never expires. Only where the registry was restored from a copy, a cursor of before gets a
/// 410: delete your copy, and begin anew. The action <c>withdrawn</c> means that a record is no longer public: delete your copy. The feed no longer has the earlier entries of that record.
/// Of groups, people, memberships, terms and sources it has the latest entry alone. As Atom, it is a feed that a reader subscribes to: the latest change first, and the earlier ones on the pages
/// to which <c>next</c> leads (RFC 5005).
/// </remarks>
internal sealed partial class ListChanges(Database database) : Endpoint<ListChangesRequest, ChangeFeed>
{
    public override void Configure() => Get("/v1/changes", "/v1/changes.atom");

    public override async Task<ChangeFeed> ExecuteAsync(ListChangesRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var epoch = await Epoch.ReadAsync(read);
        var latest = await PublicHistorySql.LatestAsync(read);
        var newestFirst = (req.Order ?? (AnswerForm.Of(HttpContext).IsAtom ? "newest" : "oldest")) == "newest";
        // A page of the newest order begins below what the page before ended with, so that what is new meanwhile shifts nothing.
        var after = req.After is null && newestFirst ? long.MaxValue : Place(req.After, epoch, latest);
        var limit = req.Limit ?? RequestRuleExtensions.DefaultLimit;
        var rows = await PublicHistorySql.FeedAsync(read, after, limit + 1, newestFirst);
        var items = rows.Take(limit).Select(row => EntryOf(row, epoch)).ToList();
        var feed = new ChangeFeed(FeedAddress.Of(HttpContext.Request))
        {
            Items = items,
            Next = rows.Count > limit ? items[^1].Cursor : null,
            Latest = epoch.CursorOf(latest),
        };
        if (feed.Next is not null)
        {
            HttpContext.Response.Headers.Link = $"<{PublicAddress.Reference(feed.Address.After(feed.Next))}>; rel=\"next\"";
        }

        return feed;
    }

    /// <summary>Reads a cursor: the epoch and the place of a change. It throws for a place after the latest change, because that would skip the changes in between.</summary>
    private static long Place(string? cursor, Epoch epoch, long latest)
    {
        if (cursor is null)
        {
            return 0;
        }

        if (
            FeedCursor().Match(cursor) is { Success: true } match
            && long.TryParse(match.Groups["place"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        )
        {
            if (!epoch.Takes(match.Groups["epoch"] is { Success: true, Value: var name } ? name : null))
            {
                throw OutdatedCursor.Problem(
                    "Forget your copy, read /v1/export or this feed from its start, and go on after the cursor that you get."
                );
            }

            if (place <= latest)
            {
                return place;
            }
        }

        const string Why =
            "The cursor is none that the feed gave. Start again without 'after', or use the 'cursor' of the last entry that you have.";
        throw new ProblemException(ProblemKind.InvalidCursor, Why, ProblemError.Of("query", "after", "invalid-cursor", Why));
    }

    /// <summary>An earlier version gave cursors without an epoch.</summary>
    [GeneratedRegex("^((?<epoch>[0-9a-f]{8})-)?(?<place>[0-9]{1,19})$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FeedCursor();

    private static ChangeEntry EntryOf(PublicHistorySql.Row row, Epoch epoch) =>
        new()
        {
            Cursor = epoch.CursorOf(row.Id),
            Place = row.Id,
            At = Instant.Parse(row.At),
            Action = row.Action,
            Resource = row.Resource,
            Id = row.ResourceId,
            Record = row.Json,
        };
}

internal sealed record ListChangesRequest
{
    /// <summary>The cursor of the last change that you have. Where it is left out, the feed starts at the first change of its order.</summary>
    public string? After { get; init; }

    /// <summary>How many changes to answer with, from 1 to 200; 50 where it is left out.</summary>
    /// <example>50</example>
    public int? Limit { get; init; }

    /// <summary>The order: the <c>oldest</c> change first, as a copy of the registry needs it, or the <c>newest</c>. Where it is left out, JSON has the oldest first and Atom the newest.</summary>
    /// <example>newest</example>
    public string? Order { get; init; }

    /// <summary>The format of the answer, in place of the Accept header: <c>json</c> or <c>atom</c>.</summary>
    /// <example>json</example>
    public string? Format { get; init; }
}

internal sealed class ListChangesValidator : Validator<ListChangesRequest>
{
    public ListChangesValidator()
    {
        RuleFor(x => x.Limit)
            .InclusiveBetween(1, RequestRuleExtensions.LargestLimit)
            .WithErrorCode("out-of-range")
            .WithMessage("A limit is a number from 1 to 200.");
        RuleFor(x => x.Order).OneOf("oldest", "newest");
        RuleFor(x => x.Format).OneOf("json", "atom");
    }
}
