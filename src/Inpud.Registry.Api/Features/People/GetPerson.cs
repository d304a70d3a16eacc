using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.People;

/// <summary>One person</summary>
/// <remarks>
/// What a person does for INPUD in public: seats and offices of the board, posts of the secretariat. The registry holds nothing else about anybody. A person whose name is withheld answers
/// like one that does not exist.
/// The <c>Content-Location</c> header has the readable address of the person. An address that was made of a former name gets 308 with the address of today.
/// </remarks>
internal sealed class GetPerson(Database database, TimeProvider clock) : Endpoint<GetPersonRequest, PersonDetails>
{
    public override void Configure()
    {
        Get("/v1/people/{person}");
        Description(route => route.Produces(StatusCodes.Status308PermanentRedirect));
        Options(route => route.WithMetadata(new SendsHeader("Content-Location")));
    }

    public override async Task HandleAsync(GetPersonRequest req, CancellationToken ct)
    {
        var (person, isMoved) = await ReadAsync(req);
        var address = $"/v1/people/{person.Slug ?? person.Id}";
        if (isMoved)
        {
            await Moved.AnswerAsync(HttpContext, address);
            return;
        }

        HttpContext.Response.Headers.ContentLocation = PublicAddress.Reference($"{address}{HttpContext.Request.QueryString}");
        await Send.OkAsync(person, ct);
    }

    private async Task<(PersonDetails Person, bool IsMoved)> ReadAsync(GetPersonRequest req)
    {
        await using var read = await database.ReadAsync();
        return await ReadAsync(read, req, clock);
    }

    /// <summary>Finds the person, and says whether the address is a former one. It throws where there is none that is public. The page finds it in the same way.</summary>
    public static async Task<(PersonDetails Person, bool IsMoved)> ReadAsync(ReadSession read, GetPersonRequest req, TimeProvider clock)
    {
        var day = AskedDay.Of(req, clock).Text;
        if (await PersonSql.FindOrNullAsync(read, req.Person, day) is { } person)
        {
            return (person, false);
        }

        return
            await SlugLookup.FormerPersonOrNullAsync(read, req.Person) is { } id
            && await PersonSql.FindOrNullAsync(read, id, day) is { } renamed
            ? (renamed, true)
            : throw ProblemException.NoSuchRecord("person", req.Person, "slug or id");
    }
}

internal sealed record GetPersonRequest : IDated
{
    /// <summary>The person's slug. The id finds the person as well.</summary>
    /// <example>olga-szubert</example>
    public string Person { get; init; } = "";

    /// <inheritdoc cref="DatedListRequest.AsOf"/>
    /// <example>2025-09-01</example>
    public string? AsOf { get; init; }
}

internal sealed class GetPersonValidator : Validator<GetPersonRequest>
{
    public GetPersonValidator() => RuleFor(x => x.AsOf).IsADayUntilToday(this);
}

/// <summary>What a person does in a role.</summary>
internal enum RoleKind
{
    /// <summary>Represents a network on the board.</summary>
    Seat,

    /// <summary>Holds an office of the board.</summary>
    Office,

    /// <summary>Holds a post of the secretariat.</summary>
    Post,
}

/// <summary>A person and their public roles.</summary>
internal sealed partial record PersonDetails
{
    /// <summary>The day as of which the answer gives certainties.</summary>
    /// <example>2025-09-01</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>The id: random letters and digits. It stays the same for ever, whatever the name is.</summary>
    /// <example>79dpj-3rf6v</example>
    public required string Id { get; init; }

    /// <summary>The readable part of the address, <c>/v1/people/{slug}</c>. It holds while the person is public and has the name.</summary>
    /// <example>olga-szubert</example>
    public required string? Slug { get; init; }

    /// <summary>The name.</summary>
    /// <example>Olga Szubert</example>
    public required string Name { get; init; }

    /// <summary>Other names under which the person is in public: aliases and former names.</summary>
    public required IReadOnlyList<PersonName> OtherNames { get; init; }

    /// <summary>Who may know who it is. A public answer is about a public person, so that it says <c>public</c>.</summary>
    /// <example>public</example>
    public required PersonVisibility Visibility { get; init; }

    /// <summary>The roles, past ones included.</summary>
    public required IReadOnlyList<PersonRole> Roles { get; init; }

    /// <summary>The source by which the registry knows the person.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A role and its time.</summary>
internal sealed record PersonRole
{
    /// <summary>A seat, an office or a post.</summary>
    public required RoleKind Kind { get; init; }

    /// <summary>The id of the network, of the office or of the post.</summary>
    /// <example>deputy-director</example>
    public required string Id { get; init; }

    /// <summary>The name of the network, of the office or of the post.</summary>
    /// <example>Deputy Director</example>
    public required string Name { get; init; }

    /// <summary>The country that the representative is from, as alpha-2 code; null for offices and posts.</summary>
    public required string? Country { get; init; }

    /// <summary>The place in that country; null where no source says.</summary>
    public required string? Place { get; init; }

    /// <summary>The time for which the person has the role.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it holds as of the day.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the fact.</summary>
    public required Citation Citation { get; init; }
}
