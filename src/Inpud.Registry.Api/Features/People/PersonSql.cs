using System.Globalization;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.People;

internal static class PersonSql
{
    /// <summary>A role of a person, from one of three tables: the seat of a network, an office or a post.</summary>
    private sealed record RoleRow : FactRow
    {
        public required string Kind { get; init; }
        public required string OfId { get; init; }
        public required string OfName { get; init; }
        public required string? Country { get; init; }
        public required string? Place { get; init; }
    }

    private static readonly string Roles = $"""
        select 'seat' as kind, t.network_id as of_id, n.name as of_name, t.country, t.place, t.period, t.observed,
            {AsOf.Certainty("t")} as certainty, t.source_id, t.locator, t.note
        from public_seat_terms as t join public_networks as n on n.id = t.network_id
        where t.person_id = @id
        union all
        select 'office', t.office_id, o.name, null, null, t.period, t.observed, {AsOf.Certainty("t")}, t.source_id, t.locator, t.note
        from public_office_terms as t join public_offices as o on o.id = t.office_id
        where t.person_id = @id
        union all
        select 'post', t.post_id, o.title, null, null, t.period, t.observed, {AsOf.Certainty("t")}, t.source_id, t.locator, t.note
        from public_post_terms as t join public_posts as o on o.id = t.post_id
        where t.person_id = @id
        order by kind, of_id, period
        """;

    /// <summary>The readable addresses of all people whose names are public.</summary>
    public static Task<IReadOnlyList<string>> AddressesAsync(ReadSession read) =>
        read.QueryAsync<string>("select coalesce(slug, id) from public_people order by id");

    /// <param name="read">The session.</param>
    /// <param name="named">The slug or the id of the person.</param>
    /// <param name="day">The day as of which the answer gives certainties.</param>
    public static async Task<PersonDetails?> FindOrNullAsync(ReadSession read, string named, string day)
    {
        var person = await read.FindOrNullAsync<PersonRow>("select * from public_people where slug = @named or id = @named", new { named });
        if (person is null)
        {
            return null;
        }

        var names = await read.QueryAsync<PersonNameRow>(
            "select * from public_person_names where person_id = @id order by name",
            new { id = person.Id }
        );
        var roles = await read.QueryAsync<RoleRow>(Roles, new { id = person.Id, day });
        var former = await FormerNames.OfNetworks.OnAsync(read, roles.Where(IsSeat).Select(role => role.OfId), day);
        return new PersonDetails
        {
            AsOf = DateOnly.Parse(day, CultureInfo.InvariantCulture),
            Id = person.Id,
            Slug = person.Slug,
            Name = person.Name,
            OtherNames = [.. names.Select(PersonName.Of)],
            Visibility = Kebab.Parse<PersonVisibility>(person.VisibilityText),
            Roles = [.. roles.Select(role => RoleOf(role, IsSeat(role) ? former.GetValueOrDefault(role.OfId, role.OfName) : role.OfName))],
            Citation = person.Citation,
        };
    }

    private static bool IsSeat(RoleRow row) => row.Kind == Kebab.Text(RoleKind.Seat);

    private static PersonRole RoleOf(RoleRow row, string name) =>
        new()
        {
            Kind = Kebab.Parse<RoleKind>(row.Kind),
            Id = row.OfId,
            Name = name,
            Country = row.Country,
            Place = row.Place,
            Period = row.Period,
            Observed = row.Observed,
            Certainty = row.Certainty,
            Citation = row.Citation,
        };
}
