using Dapper;
using Inpud.Registry.Api.Storage.Lists;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.Organisation;

internal static class DocumentsSql
{
    internal sealed record Row : FactRow
    {
        public string Title { get; init; } = "";
        public string Kind { get; init; } = "";
        public string? Author { get; init; }
        public string? MilestoneId { get; init; }
        public string? Subtitle { get; init; }
        public string? Summary { get; init; }

        /// <summary>When it was withdrawn; null in a public view, which does not have the column.</summary>
        public string? Withdrawn { get; init; }
    }

    private static readonly string Documents = $"""
        select lower(d.title) as sort_key, d.id as row_id, {AsOf.Certainty("d")} as certainty,
            d.title, d.kind, d.author, d.milestone_id, d.subtitle, d.summary, d.period, d.observed, d.source_id, d.locator, d.note
        from public_documents as d
        """;

    public static Task<Rows<Row>> ListAsync(ReadSession read, Slice slice, string day, string? kind)
    {
        var ofKind = kind is null ? "" : "and d.kind = @kind";
        return read.ListAsync<Row>($"{Documents} where {AsOf.IsPossible("d")} {ofKind}", new DynamicParameters(new { day, kind }), slice);
    }

    public static Task<Row?> FindOrNullAsync(ReadSession read, string id, string day) =>
        read.FindOrNullAsync<Row>($"{Documents} where d.id = @id", new { id, day });
}
