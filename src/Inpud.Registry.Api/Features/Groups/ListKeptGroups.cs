using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Lists;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Groups;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>The groups that your key keeps</summary>
/// <remarks>
/// For stewards: all groups of the key's networks, private ones included; with a key for the registry, all groups. With <c>waiting</c>, those that wait for their keeper: a consent that
/// ends within 30 days, a record that nobody changed or confirmed for a year, or a consent that waits for the
/// approval of a second key.
/// </remarks>
internal sealed class ListKeptGroups(Database database, TimeProvider clock) : Endpoint<ListKeptGroupsRequest, KeptGroups>, IForStewards
{
    public override void Configure() => Get("/v1/key/groups");

    public override async Task<KeptGroups> ExecuteAsync(ListKeptGroupsRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        var scope = new ListScope(HttpContext, req);
        var rows = await KeptGroupRecordSql.ListAsync(
            read,
            new KeptGroupRecordSql.Filter(Steward.Of(HttpContext).Key.Scopes, clock.GetUtcNow())
            {
                Country = req.Country is null
                    ? null
                    : await CountryLookup.FindByNameOrNullAsync(read, req.Country)
                        ?? throw Invalid.Country("country", req.Country, await CountryLookup.HintAsync(read, req.Country)),
                Visibility = req.Visibility,
                Name = req.Q is null ? null : UniqueName.Of(req.Q),
                Waiting = req.Waiting,
            },
            scope.Slice()
        );
        return new KeptGroups
        {
            Items = [.. rows.Items.Select(KeptGroup.Of)],
            Total = rows.Total,
            Next = rows.HasMore ? scope.Next("", rows.Items[^1].SortKey, rows.Items[^1].RowId) : null,
        };
    }
}

internal sealed record ListKeptGroupsRequest : ListRequest
{
    /// <inheritdoc cref="ListGroupsRequest.Country"/>
    /// <example>ES</example>
    public string? Country { get; init; }

    /// <summary>Only groups with this visibility.</summary>
    /// <example>private</example>
    public string? Visibility { get; init; }

    /// <summary>Only groups with a name that contains this text. Case, accents and punctuation make no difference.</summary>
    /// <example>union</example>
    public string? Q { get; init; }

    /// <summary>Only groups that wait: <c>consent</c> for those whose last consent ends within 30 days, <c>confirmation</c> for those that nobody changed for a year, <c>approval</c> for those with a consent that a second key has to approve.</summary>
    /// <example>consent</example>
    public string? Waiting { get; init; }
}

internal sealed class ListKeptGroupsValidator : Validator<ListKeptGroupsRequest>
{
    public ListKeptGroupsValidator()
    {
        this.ListRules();
        RuleFor(x => x.Visibility).OneOf(Kebab.Names<GroupVisibility>());
        RuleFor(x => x.Waiting).OneOf(Kebab.Names<Waiting>());
        RuleFor(x => x.Q)
            .Must(q => q is null || UniqueName.Of(q).Length > 0)
            .WithErrorCode("no-letters")
            .WithMessage("The text has no letter and no digit. Write a part of a name.");
    }
}

/// <summary>What a group waits for.</summary>
internal enum Waiting
{
    /// <summary>Its last consent ends within 30 days.</summary>
    Consent,

    /// <summary>Nobody changed its record for a year.</summary>
    Confirmation,

    /// <summary>A consent waits for the approval of a second key.</summary>
    Approval,
}

/// <summary>A page of the groups that a key keeps.</summary>
internal sealed record KeptGroups : IPassingAnswer, IShowsRecords
{
    IEnumerable<ShownRecord> IShowsRecords.Shown => Items.Select(group => new ShownRecord("groups", group.Id));

    /// <summary>The groups of this page, by name.</summary>
    public required IReadOnlyList<KeptGroup> Items { get; init; }

    /// <summary>How many groups the whole list has.</summary>
    /// <example>3</example>
    public required int Total { get; init; }

    /// <summary>The cursor of the next page, for <c>after</c>; null on the last page.</summary>
    public required string? Next { get; init; }
}

/// <summary>A group in the list of its keeper. The record has the rest.</summary>
internal sealed record KeptGroup
{
    /// <summary>The id. The record is at <c>/v1/groups/{id}/record</c>.</summary>
    /// <example>cbdrk-gqg3x</example>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    /// <example>Vancouver Area Network of Drug Users</example>
    public required string Name { get; init; }

    /// <summary>The country, as alpha-2 code.</summary>
    /// <example>CA</example>
    public required string Country { get; init; }

    /// <summary>Who may see it, as far as its consents allow.</summary>
    public required GroupVisibility Visibility { get; init; }

    /// <summary>The network whose stewards keep it; null for INPUD's own.</summary>
    public required string? KeptBy { get; init; }

    /// <summary>The last day of the consent that lasts longest; null where none is in force, or where one has no end.</summary>
    public required DateOnly? ConsentUntil { get; init; }

    /// <summary>When a steward last changed the record; null where nobody did since it came with the shipped data.</summary>
    public required DateTimeOffset? Changed { get; init; }

    /// <summary>When a steward withdrew the record, because it was entered by mistake; null where nobody did.</summary>
    public required DateTimeOffset? Withdrawn { get; init; }

    public static KeptGroup Of(KeptGroupRecordSql.Row row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Country = row.Country,
            Visibility = Kebab.Parse<GroupVisibility>(row.Visibility),
            KeptBy = row.KeptBy,
            ConsentUntil = row.ConsentUntil,
            Changed = Instant.ParseOrNull(row.Changed),
            Withdrawn = Instant.ParseOrNull(row.Withdrawn),
        };
}
