using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Memberships;

internal static class IndividualsSql
{
    public static Task<Rows<IndividualCountRow>> ListAsync(ReadSession read, string network, string day, Slice slice) =>
        read.ListAsync<IndividualCountRow>(
            $"""
            select c.country as sort_key, c.id as row_id, {AsOf.Certainty("c")} as certainty, c.*
            from public_individual_counts as c
            where c.network_id = @network and {AsOf.IsPossible("c")}
            """,
            new DynamicParameters(new { network, day }),
            slice
        );
}
