using System.Text.Json;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Api.Tests.Hosting;
using Inpud.Registry.Domain.Coverage;

namespace Inpud.Registry.Api.Tests.Features.Coverage;

/// <summary>Holds the matrix against the reference of the domain, and against the other answers to the same question.</summary>
internal static class CoverageMatrixChecks
{
    public static async Task AssertAsync(
        RegistryServer server,
        IReadOnlyList<Evidence> evidence,
        CoverageQuestion question,
        string query,
        JsonElement byNetwork,
        JsonElement byCountry
    )
    {
        // A second day stands beside the asked one: neither adds to the other.
        var other = question.Day.AddDays(-400);
        var matrix = await server.JsonAsync(
            "/v1/coverage/matrix?limit=200&" + query.Replace("asOf=", $"asOf={other:yyyy-MM-dd},", StringComparison.Ordinal)
        );
        var day = $"{question.Day:yyyy-MM-dd}";
        var totals = matrix.GetProperty("totals").EnumerateArray().Single(total => total.GetProperty("asOf").GetString() == day);
        var rows = await RowsAsync(server, $"/v1/coverage/matrix?limit=200&{query}");

        Assert.Multiple(() =>
        {
            Assert.That(CountOf(totals), Is.EqualTo(CoverageReference.Documented(evidence, question)), query);
            Assert.That(CountOf(totals), Is.EqualTo(CountOf(byNetwork.GetProperty("totals").GetProperty("documented"))), query);
            Assert.That(CountOf(rows, "country", "certainty"), Is.EqualTo(CountOf(totals)), query);
            foreach (var row in byNetwork.GetProperty("items").EnumerateArray())
            {
                var ofNetwork = rows.FindAll(cell => Same(cell, "network", row));
                Assert.That(CountOf(ofNetwork, "country", "evidenceCertainty"), Is.EqualTo(CountOf(row.GetProperty("documented"))), query);
            }

            foreach (var row in byCountry.GetProperty("items").EnumerateArray())
            {
                var figure = row.GetProperty("documented");
                Assert.That(
                    CountOf(rows.FindAll(cell => Same(cell, "country", row)), "network", "certainty"),
                    Is.EqualTo(new Count(figure.GetProperty("networks").GetInt32(), figure.GetProperty("possible").GetInt32())),
                    query
                );
            }

            Assert.That(rows.Select(Cell), Is.EquivalentTo(Cells(evidence, question)), query);
        });
    }

    private static async Task<List<JsonElement>> RowsAsync(RegistryServer server, string address)
    {
        var rows = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await server.JsonAsync(after is null ? address : $"{address}&after={after}");
            rows.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.GetProperty("next").GetString();
        } while (after is not null);

        return rows;
    }

    /// <summary>The cells of the plain evidence of the domain.</summary>
    private static IEnumerable<string> Cells(IReadOnlyList<Evidence> evidence, CoverageQuestion question) =>
        from piece in evidence
        where question.Networks.ContainsKey(piece.NetworkId)
        where question.Countries?.Contains(piece.Country) != false
        where question.Evidence is null || piece.Kind == question.Evidence
        group piece.AsOf(question.Day) by (piece.NetworkId, piece.Country, piece.Kind) into cell
        let certainty = cell.Max()
        where certainty > Domain.Dates.Certainty.None
        select $"{cell.Key.NetworkId} {cell.Key.Country} {Kebab.Text(cell.Key.Kind)} {Kebab.Text(certainty)}";

    private static string Cell(JsonElement row) =>
        string.Join(' ', new[] { "network", "country", "evidence", "evidenceCertainty" }.Select(name => row.GetProperty(name).GetString()));

    private static bool Same(JsonElement cell, string name, JsonElement row) =>
        cell.GetProperty(name).GetString() == row.GetProperty(name).GetString();

    private static Count CountOf(JsonElement figure) =>
        new(figure.GetProperty("countries").GetInt32(), figure.GetProperty("possible").GetInt32());

    private static Count CountOf(IEnumerable<JsonElement> rows, string counted, string certainty)
    {
        var surest = rows.GroupBy(row => row.GetProperty(counted).GetString())
            .Select(same => same.Any(row => row.GetProperty(certainty).GetString() == "certain"))
            .ToList();
        return new Count(surest.Count(isCertain => isCertain), surest.Count(isCertain => !isCertain));
    }
}
