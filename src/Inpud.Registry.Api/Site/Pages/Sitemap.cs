using System.Text;
using System.Xml.Linq;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Site.Pages;

/// <summary>A list of addresses for search engines, or a list of such lists (sitemaps.org).</summary>
/// <param name="Root">The name of its outermost element.</param>
/// <param name="Each">The name of the element of each address.</param>
/// <param name="Paths">The paths.</param>
internal sealed record Sitemap(string Root, string Each, IEnumerable<string> Paths) : IOneForm, IOfTheRegistry
{
    private static readonly XNamespace Protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static string ContentType => "application/xml; charset=utf-8";

    public byte[] ToBytes() =>
        Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement(Protocol + Root, Paths.Select(path => new XElement(Protocol + Each, new XElement(Protocol + "loc", PublicAddress.Link(path)))))}"
        );
}
