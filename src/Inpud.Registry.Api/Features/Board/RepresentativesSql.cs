using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Board;

internal static class RepresentativesSql
{
    public static Task<Rows<SeatTermRow>> ListAsync(ReadSession read, string network, string day, Slice slice)
    {
        var rows = $"""
            select t.possible_from as sort_key, t.id as row_id, {AsOf.Certainty("t")} as certainty, t.*, p.name as person_name
            from public_seat_terms as t left join public_people as p on p.id = t.person_id
            where t.network_id = @network and {AsOf.IsPossible("t")}
            """;
        return read.ListAsync<SeatTermRow>(rows, new DynamicParameters(new { network, day }), slice);
    }
}
