using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site.Map;

/// <summary>The figures in one line.</summary>
internal sealed class CoverageBadgeTests : ReadingTests
{
    [TestCase("")]
    [TestCase("&asOf=2022-07-31")]
    [TestCase("&asOf=1980-01-01")]
    public async Task Badge_WhenHeldAgainstTheFigures_HasThem(string day)
    {
        var figures = await Server.JsonAsync($"/v1/coverage?standing=any{day}");
        var asOf = Text(figures, "asOf");
        foreach (var row in figures.GetProperty("items").EnumerateArray())
        {
            var claimed = Text(row, "claimed") is null
                ? ""
                : $"{Text(row, "claimed.countries")} claimed ({Text(row, "claimed.asOf") ?? "undated"}), ";
            var remit = claimed.Length > 0 ? "" : $", {Text(row, "remit")} in the remit";
            var badge = await Server.PictureAsync($"/v1/coverage/badge.svg?lang=en&network={Text(row, "network")}{day}");

            Assert.That(
                badge.Lines(),
                Is.EqualTo([Text(row, "abbreviation"), $"Countries: {claimed}{DocumentedIn(row)}{remit} (as of {asOf})"])
            );
        }

        var all = await Server.PictureAsync($"/v1/coverage/badge.svg?lang=en&standing=any{day}");
        var totals = figures.GetProperty("totals");
        Assert.That(
            all.Lines(),
            Is.EqualTo(["INPUD", $"Countries: {DocumentedIn(totals)}, {Text(totals, "remit")} in the remit (as of {asOf})"])
        );
    }

    private static string DocumentedIn(System.Text.Json.JsonElement row) =>
        Text(row, "documented.possible") == "0"
            ? $"{Text(row, "documented.countries")} documented"
            : $"{Text(row, "documented.countries")} documented, {Text(row, "documented.possible")} possibly documented";
}
