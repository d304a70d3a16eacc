using Inpud.Registry.Domain.Registry;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>The tables of the records that rules check. A broken rule refuses the row of the record.</summary>
internal static class RuledTables
{
    /// <remarks>A test checks that every kind has its table, so that the registry refuses an import that breaks a rule, and never fails on it.</remarks>
    public static string Of(RuledKind kind) =>
        kind switch
        {
            RuledKind.Network => "networks",
            RuledKind.Group => "groups",
            RuledKind.Membership => "memberships",
            RuledKind.IndividualCount => "individual_counts",
            RuledKind.SeatTerm => "seat_terms",
            RuledKind.OfficeTerm => "office_terms",
            RuledKind.PostTerm => "post_terms",
            RuledKind.Milestone => "milestones",
            RuledKind.Document => "documents",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No table holds such records."),
        };
}
