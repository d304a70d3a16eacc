using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Countries;

internal static class CountryEvidenceSql
{
    /// <summary>Whose evidence is asked; null where a filter is left out.</summary>
    internal sealed record Filter(string Country, string Day)
    {
        public string? Network { get; init; }
        public string? Kind { get; init; }
    }

    internal sealed record Row : SourcedRow
    {
        public required string NetworkId { get; init; }
        public required string Kind { get; init; }
        public required string? Record { get; init; }
        public required string Label { get; init; }
    }

    /// <summary>The evidence as of the day, in the order of networks, kinds and labels.</summary>
    public static Task<Rows<Row>> ListAsync(ReadSession read, Filter filter, Slice slice)
    {
        var parameters = new DynamicParameters(filter);
        parameters.Add("day", filter.Day);
        var ofNetwork = filter.Network is null ? "" : "and e.network_id = @Network";
        var ofKind = filter.Kind is null ? "" : "and e.kind = @Kind";
        var rows = $"""
            select
                e.network_id || ' ' || e.kind || ' ' || e.label as sort_key, e.kind || ' ' || e.row_key as row_id, {AsOf.Certainty(
                "e"
            )} as certainty,
                e.network_id, e.kind, e.record, e.label, e.source_id, e.locator, e.note
            from public_evidence as e
            where e.country = @Country and {AsOf.IsPossible("e")} {ofNetwork} {ofKind}
            """;
        return read.ListAsync<Row>(rows, parameters, slice);
    }
}
