using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Secretariat;

/// <summary>The secretariat: its posts and who holds them</summary>
/// <remarks>A row is a person's term in a post, in the order of the posts; one person may hold two. Where <c>personWithheld</c> is true, the name is not public.</remarks>
internal sealed class ListSecretariat(Database database, TimeProvider clock) : Endpoint<ListSecretariatRequest, DatedList<PostTerm>>
{
    public override void Configure() => Get("/v1/secretariat", "/v1/secretariat.csv");

    public override async Task<DatedList<PostTerm>> ExecuteAsync(ListSecretariatRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, new ListScope(HttpContext, req), req, clock);
    }

    /// <summary>The rows, as the page of INPUD shows them, too.</summary>
    public static async Task<DatedList<PostTerm>> ReadAsync(
        ReadSession read,
        ListScope scope,
        ListSecretariatRequest req,
        TimeProvider clock
    )
    {
        var day = scope.DayOf(req, clock);
        return scope.Answer(day, await SecretariatSql.ListAsync(read, day.Text, scope.Slice(req.Certainty)), PostTerm.Of);
    }
}

internal sealed record ListSecretariatRequest : DatedListRequest;

internal sealed class ListSecretariatValidator : Validator<ListSecretariatRequest>
{
    public ListSecretariatValidator() => this.DatedListRules();
}

/// <summary>A person's term in a post of the secretariat.</summary>
internal sealed record PostTerm : ICsvRow<PostTerm>
{
    /// <summary>The post's id.</summary>
    /// <example>executive-director</example>
    public required string Post { get; init; }

    /// <summary>The post.</summary>
    /// <example>Executive Director</example>
    public required string Title { get; init; }

    /// <summary>The person's id; null where the name is withheld.</summary>
    /// <example>q5fbh-78xqc</example>
    public required string? Person { get; init; }

    /// <summary>The person's name; null where it is withheld.</summary>
    /// <example>Anton Basenko</example>
    public required string? Name { get; init; }

    /// <summary>The time of the term.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The term's id.</summary>
    /// <example>ed4en-nwxws</example>
    public required string Id { get; init; }

    /// <summary>True where the registry withholds the name.</summary>
    /// <example>false</example>
    public required bool PersonWithheld { get; init; }

    public static PostTerm Of(PostTermRow row) =>
        new()
        {
            Post = row.PostId,
            Title = row.PostTitle,
            Person = row.PersonId,
            Name = row.PersonName,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
            Id = row.Id,
            PersonWithheld = row.PersonWithheld is true,
        };
}
