using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Inpud.Registry.Api.Http.Pages;

/// <summary>An answer that a browser gets as a page.</summary>
internal interface IHtmlAnswer
{
    string ToHtml();
}

/// <summary>The frame of the few pages that explain the API. They have no script, and no style but that of the site.</summary>
internal static class Html
{
    /// <summary>Letters of all scripts stay as they are; what has a meaning in HTML does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Page(string title, string body) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>{Text(
                title
            )} · The INPUD registry</title><link rel="stylesheet" href="{Text(SiteFiles.Style.Address)}"><link rel="icon" href="{Text(
                SiteFiles.Icon.Address
            )}"></head>
            <body class="plain"><main><h1>{Text(title)}</h1>{body}</main></body>
            </html>
            """;

    public static string Text(string text) => Encoder.Encode(WritingDirection.Closed(text));
}
