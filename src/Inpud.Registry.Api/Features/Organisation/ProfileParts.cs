using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Features.Organisation;

/// <summary>The parts of INPUD's own record, which have tables of their own.</summary>
internal sealed record ProfileParts(
    IReadOnlyList<ProfileName> Names,
    IReadOnlyList<ProfileFocus> Focuses,
    IReadOnlyList<ProfileAim> Aims,
    IReadOnlyList<ProfileStatement> Statements
)
{
    private sealed record NameRow : SourcedRow
    {
        public required string Name { get; init; }
        public required string Kind { get; init; }
    }

    private sealed record FocusRow : SourcedRow
    {
        public required string Text { get; init; }
    }

    private sealed record AimRow : SourcedRow
    {
        public required int Position { get; init; }
        public required string Text { get; init; }
        public required string? MilestoneId { get; init; }
    }

    private sealed record StatementRow : SourcedRow
    {
        public required string Kind { get; init; }
        public required string Text { get; init; }
        public required string? Observed { get; init; }
    }

    /// <param name="session">The session.</param>
    /// <param name="prefix">What stands before the names of the tables: nothing for stewards, the prefix of the public views for everybody.</param>
    public static async Task<ProfileParts> ReadAsync(IQuerySession session, string prefix)
    {
        var names = await session.QueryAsync<NameRow>($"select * from {prefix}organisation_names order by name");
        var focuses = await session.QueryAsync<FocusRow>($"select * from {prefix}organisation_focuses order by position");
        var aims = await session.QueryAsync<AimRow>($"select * from {prefix}organisation_aims order by position");
        var statements = await session.QueryAsync<StatementRow>($"select * from {prefix}organisation_statements order by position");
        return new ProfileParts(
            [
                .. names.Select(name => new ProfileName
                {
                    Name = name.Name,
                    Kind = name.Kind,
                    Citation = name.Citation,
                }),
            ],
            [.. focuses.Select(focus => new ProfileFocus { Text = focus.Text, Citation = focus.Citation })],
            [
                .. aims.Select(aim => new ProfileAim
                {
                    Position = aim.Position,
                    Text = aim.Text,
                    Citation = aim.Citation,
                    Milestone = aim.MilestoneId,
                }),
            ],
            [
                .. statements.Select(statement => new ProfileStatement
                {
                    Kind = statement.Kind,
                    Text = statement.Text,
                    Observed = PartialDate.ParseOrNull(statement.Observed),
                    Citation = statement.Citation,
                }),
            ]
        );
    }
}
