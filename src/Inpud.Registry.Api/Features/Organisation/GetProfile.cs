using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>INPUD itself</summary>
/// <remarks>The profile of the International Network of People who Use Drugs: names, founding and launch, legal form, focus, aims and vision, what is said of it, and who leads it.</remarks>
internal sealed class GetProfile(Database database, TimeProvider clock) : Endpoint<EmptyRequest, Profile>
{
    public override void Configure() => Get("/v1/inpud");

    public override async Task<Profile> ExecuteAsync(EmptyRequest req, CancellationToken ct)
    {
        await using var read = await database.ReadAsync();
        return await ProfileSql.ReadAsync(read, new AskedDay(AskedDay.Today(clock), WasGiven: false).Text);
    }
}

/// <summary>INPUD, as its sources describe it.</summary>
internal sealed partial record Profile
{
    /// <summary>The id.</summary>
    /// <example>inpud</example>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    /// <example>International Network of People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>The abbreviation.</summary>
    /// <example>INPUD</example>
    public required string Abbreviation { get; init; }

    /// <summary>Other names that a source prints.</summary>
    public required IReadOnlyList<ProfileName> OtherNames { get; init; }

    /// <summary>When and where it was founded.</summary>
    public required ProfileEvent Founded { get; init; }

    /// <summary>When and where it was formally created and launched.</summary>
    public required ProfileEvent Launched { get; init; }

    /// <summary>The legal form; null where no source gives it.</summary>
    /// <example>Belgian non-profit</example>
    public required string? LegalForm { get; init; }

    /// <summary>What kind of organisation it is; null where no source says.</summary>
    /// <example>Non-profit organisation</example>
    public required string? Status { get; init; }

    /// <summary>Where it is active; null where no source says.</summary>
    /// <example>Worldwide</example>
    public required string? AreaServed { get; init; }

    /// <summary>The organ that makes its decisions; null where no source says.</summary>
    /// <example>Board</example>
    public required string? MainOrgan { get; init; }

    /// <summary>What whoever leads it is called; null where no source says. <c>leaders</c> has the names.</summary>
    /// <example>Executive Director</example>
    public required string? Leader { get; init; }

    /// <summary>The homepage, as the source prints it; null where it prints none.</summary>
    /// <example>inpud.net</example>
    public required string? Homepage { get; init; }

    /// <summary>What the organisation is about.</summary>
    public required IReadOnlyList<string> Focus { get; init; }

    /// <summary>The vision; null where no source states one.</summary>
    public required ProfileVision? Vision { get; init; }

    /// <summary>The aims, in their order, in the registry's own words, each with the milestone at which it was declared.</summary>
    public required IReadOnlyList<ProfileAim> Aims { get; init; }

    /// <summary>The source of the profile.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The same as <c>focus</c>, each with its source.</summary>
    public required IReadOnlyList<ProfileFocus> Focuses { get; init; }

    /// <summary>How it describes itself, how it is made up, what it does and strives for, in order.</summary>
    public required IReadOnlyList<ProfileStatement> Statements { get; init; }

    /// <summary>The post of whoever leads it, by its id, see <c>/v1/secretariat/posts</c>; null where no source says.</summary>
    /// <example>executive-director</example>
    public required string? LeaderPost { get; init; }

    /// <summary>Who holds that post today; empty where no source says, and where the name is withheld.</summary>
    public required IReadOnlyList<ProfileLeader> Leaders { get; init; }
}

/// <summary>Who leads INPUD: whoever holds the leader's post today.</summary>
internal sealed record ProfileLeader
{
    /// <summary>The post's id.</summary>
    /// <example>executive-director</example>
    public required string Post { get; init; }

    /// <summary>The person's id.</summary>
    /// <example>q5fbh-78xqc</example>
    public required string Person { get; init; }

    /// <summary>The person's name.</summary>
    /// <example>Anton Basenko</example>
    public required string Name { get; init; }

    /// <summary>Where the person's public roles are listed.</summary>
    /// <example>/v1/people/q5fbh-78xqc</example>
    public required string Address { get; init; }

    /// <summary>The time of the term.</summary>
    public required Period Period { get; init; }

    /// <summary>When the source saw it hold; null where it does not say.</summary>
    /// <example>2025-08</example>
    public required PartialDate? Observed { get; init; }

    /// <summary>Whether it holds today.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The source of the term.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>Something that a source says of INPUD.</summary>
internal sealed record ProfileStatement
{
    /// <summary>What it is about: <c>description</c>, <c>structure</c>, <c>activity</c> or <c>goal</c>.</summary>
    /// <example>description</example>
    public required string Kind { get; init; }

    /// <inheritdoc cref="ProfileStatementInput.Text"/>
    public required string Text { get; init; }

    /// <inheritdoc cref="ProfileStatementInput.Observed"/>
    public required PartialDate? Observed { get; init; }

    /// <summary>The source of the statement.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>A name other than the current one.</summary>
internal sealed record ProfileName
{
    /// <summary>The name.</summary>
    /// <example>International Network for People who Use Drugs</example>
    public required string Name { get; init; }

    /// <summary>How it relates to the current name: <c>alias</c> or <c>former</c>.</summary>
    /// <example>alias</example>
    public required string Kind { get; init; }

    /// <summary>The source of the name.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>When and where something began.</summary>
internal sealed record ProfileEvent
{
    /// <summary>The date, as precise as the source gives it; null where it gives none.</summary>
    /// <example>2006-03</example>
    public required PartialDate? Date { get; init; }

    /// <summary>The place; null where no source says.</summary>
    /// <example>Vancouver</example>
    public required string? Place { get; init; }

    /// <summary>The country, as alpha-2 code; null where no source says.</summary>
    /// <example>CA</example>
    public required string? Country { get; init; }
}

/// <summary>A vision, and the plan that states it.</summary>
internal sealed record ProfileVision
{
    /// <summary>The vision, in the registry's own words.</summary>
    /// <example>People who use drugs live in freedom and with dignity, everywhere.</example>
    public required string Text { get; init; }

    /// <summary>The milestone of the plan that states it, see <c>/v1/timeline</c>.</summary>
    /// <example>plan-2021-2024</example>
    public required string? Milestone { get; init; }
}

/// <summary>One aim.</summary>
internal sealed record ProfileAim
{
    /// <summary>Its place in the order, from 1.</summary>
    /// <example>1</example>
    public required int Position { get; init; }

    /// <summary>The aim.</summary>
    /// <example>Advocate on the world stage for the rights of people who use drugs.</example>
    public required string Text { get; init; }

    /// <summary>The source of the aim.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The milestone at which it was declared, see <c>/v1/timeline</c>; null where no source says.</summary>
    /// <example>launch</example>
    public required string? Milestone { get; init; }
}
