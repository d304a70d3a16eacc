namespace Inpud.Registry.Api.Tests.Storage;

/// <summary>The tables that a statement may go through, because they stay small: nearly all of their rows are there from the start. All others grow with the registry.</summary>
internal static class SmallTables
{
    /// <summary>Each of them, and why it stays small.</summary>
    public static IReadOnlyDictionary<string, string> Why { get; } =
        new Dictionary<string, string>
        {
            ["regions"] = "The world has so many.",
            ["region_names"] = "The same, in six languages.",
            ["countries"] = "The world has so many.",
            ["country_names"] = "The same, in six languages.",
            ["networks"] = "A dozen networks, and few come.",
            ["network_names"] = "A part of a network.",
            ["network_former_ids"] = "A part of a network.",
            ["network_former_values"] = "A part of a network.",
            ["network_standings"] = "A part of a network.",
            ["network_successors"] = "A part of a network.",
            ["network_external_ids"] = "A part of a network.",
            ["remits"] = "A part of a network.",
            ["remit_countries"] = "A part of a network.",
            ["seats"] = "A part of a network.",
            ["headquarters"] = "A network moves seldom.",
            ["claims"] = "A network claims a number now and then.",
            ["individual_counts"] = "One network counts individuals, once a year in each country.",
            ["seat_terms"] = "A network has one representative at a time.",
            ["office_terms"] = "Three offices, with a holder each.",
            ["offices"] = "Three offices.",
            ["posts"] = "The posts of one secretariat.",
            ["post_terms"] = "The same.",
            ["organisation"] = "One row.",
            ["organisation_names"] = "A part of it.",
            ["organisation_aims"] = "A part of it.",
            ["organisation_focuses"] = "A part of it.",
            ["organisation_statements"] = "A part of it.",
            ["milestones"] = "The history of one organisation.",
            ["milestone_places"] = "A part of it.",
            ["documents"] = "The founding texts of one organisation.",
            ["partners"] = "The partners of one organisation.",
            ["settled_days"] = "One row.",
            ["epoch"] = "A row for each restore.",
            ["public_form"] = "One row: the form in which public records are shown.",
            ["shown_stale"] = "The groups that one write touches.",
            ["shown_promise"] = "One row, while a write is under way.",
            ["shown_was_groups"] = "The same.",
            ["shown_counted"] = "One row.",
            ["sqlite_master"] = "The schema.",
        };
}
