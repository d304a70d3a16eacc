using System.Text.Encodings.Web;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that a browser gets as a page.</summary>
internal interface IHtmlAnswer
{
    string ToHtml();
}

/// <summary>The frame of the few pages that explain the API. They have no style and no script, so that nothing in them can run.</summary>
internal static class Html
{
    public static string Page(string title, string body) =>
        $"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(
                title
            )} · The INPUD registry</title></head>
            <body><h1>{Text(title)}</h1>{body}</body>
            </html>
            """;

    public static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
