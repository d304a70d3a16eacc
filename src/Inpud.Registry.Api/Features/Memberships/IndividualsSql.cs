using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

internal static class IndividualsSql
{
    internal sealed record Row : FactRow
    {
        public string Country { get; init; } = "";
        public int? People { get; init; }
    }

    public static Task<Rows<Row>> ListAsync(ReadSession read, string network, string day, Slice slice) =>
        read.ListAsync<Row>(
            $"""
            select c.country as sort_key, c.id as row_id, {AsOf.Certainty("c")} as certainty,
                c.country, c.people, c.period, c.observed, c.source_id, c.locator, c.note
            from public_individual_counts as c
            where c.network_id = @network and {AsOf.IsPossible("c")}
            """,
            new DynamicParameters(new { network, day }),
            slice
        );
}
