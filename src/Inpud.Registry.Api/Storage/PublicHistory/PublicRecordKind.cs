namespace Inpud.Registry.Api.Storage.PublicHistory;

/// <summary>A kind of record that anybody may follow: the table that holds it, and the tables that hold its parts.</summary>
/// <param name="Resource">Its name in addresses and in the feed.</param>
/// <param name="Table">The table of the data package; the rows come from the public view of it.</param>
/// <param name="Parts">What belongs to a record and to no other.</param>
internal sealed record PublicRecordKind(string Resource, string Table, params IReadOnlyList<PublicPart> Parts)
{
    /// <summary>Every kind, in an order in which a reader can load them: what is cited comes before what cites.</summary>
    public static IReadOnlyList<PublicRecordKind> All { get; } =
    [
        new("sources", "sources"),
        new("regions", "regions", new PublicPart("names", "region_names", "region")),
        new("countries", "countries", new PublicPart("names", "country_names", "country")),
        new(
            "organisation",
            "organisation",
            new PublicPart("names", "organisation_names", OwnerColumn: null),
            new PublicPart("focuses", "organisation_focuses", OwnerColumn: null),
            new PublicPart("aims", "organisation_aims", OwnerColumn: null)
        ),
        new("milestones", "milestones", new PublicPart("places", "milestone_places", "milestone_id")),
        new("documents", "documents"),
        new("partners", "partners"),
        new(
            "networks",
            "networks",
            new PublicPart("names", "network_names", "network_id"),
            new PublicPart("formerIds", "network_former_ids", "network_id"),
            new PublicPart("standings", "network_standings", "network_id"),
            new PublicPart("remits", "remits", "network_id"),
            new PublicPart("remitCountries", "remit_countries", "network_id"),
            new PublicPart("seats", "seats", "network_id")
        ),
        new("headquarters", "headquarters"),
        new("claims", "claims"),
        new("people", "people"),
        new("groups", "groups", new PublicPart("names", "group_names", "group_id"), new PublicPart("consents", "consents", "group_id")),
        new("memberships", "memberships"),
        new("individuals", "individual_counts"),
        new("representatives", "seat_terms"),
        new("offices", "offices"),
        new("office-terms", "office_terms"),
        new("posts", "posts"),
        new("post-terms", "post_terms"),
    ];
}

/// <summary>The rows of another table that are part of a record.</summary>
/// <param name="Name">The field of the record that holds them.</param>
/// <param name="Table">The table.</param>
/// <param name="OwnerColumn">The column that names the record; null where there is one record alone, and all rows are its.</param>
internal sealed record PublicPart(string Name, string Table, string? OwnerColumn);
