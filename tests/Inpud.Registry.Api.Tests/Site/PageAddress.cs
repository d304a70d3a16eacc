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
            .All.Where(read => read.Tag is "Entry" or "Pages" && read.Forms.Contains("text/html"))
            .Select(read => read.Address)
            .Order(StringComparer.Ordinal);

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
