using System.Net;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Site;

/// <summary>The pages, as the contract names them, so that a new page is tried without a change of the tests.</summary>
internal static class PageAddress
{
    /// <summary>What Chromium sends with the address that somebody types.</summary>
    public static readonly (string Name, string Value) Browser = (
        "Accept",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
    );

    /// <summary>One address of each kind of page.</summary>
    public static IEnumerable<string> Each =>
        ReadOperation
            .All.Where(read => read.Forms.Contains("text/html") && !IsFrame(read.Template) && !ExplainsTheApi(read))
            .Select(read => read.Address)
            .Order(StringComparer.Ordinal);

    /// <summary>One address of each kind of page that stands on other sites.</summary>
    public static IEnumerable<string> Frames =>
        ReadOperation
            .All.Where(read => read.Forms.Contains("text/html") && IsFrame(read.Template))
            .Select(read => read.Address)
            .Order(StringComparer.Ordinal);

    /// <summary>
    /// Whether a page states facts of the registry, which have sources. A search shows names alone, and each leads to the page that says of whom it is, with the source. The maker of snippets shows facts only
    /// in its preview, which is a picture or a frame of its own and names its source itself.
    /// </summary>
    public static bool StatesFacts(string address) => !address.StartsWith("/search", StringComparison.Ordinal) && address != "/embed";

    /// <summary>The address with a language.</summary>
    public static string In(string address, string language) => ReadOperation.With(address, "lang", language);

    /// <summary>One address of each kind of page that explains the API to developers. They are in English, and of no day.</summary>
    public static IEnumerable<string> OfTheApi => ReadOperation.All.Where(ExplainsTheApi).Select(read => read.Address);

    private static bool ExplainsTheApi(ReadOperation read) => read.Tag == "Problems" && read.Forms.Contains("text/html");

    private static bool IsFrame(string template) => template.StartsWith("/embed/", StringComparison.Ordinal);

    /// <summary>The text of a page, as a browser gets it.</summary>
    public static async Task<string> PageAsync(this RegistryServer server, string address, params (string, string)[] headers)
    {
        using var response = await server.GetAsync(address, [Browser, .. headers]);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{address}: {text}");
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"), address);
        return text;
    }
}
