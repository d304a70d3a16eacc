namespace Inpud.Registry.Api.Interchange.Spreadsheets;

/// <summary>The namespaces of OpenDocument 1.0 to 1.4.</summary>
internal static class OpenDocumentNames
{
    public const string Number = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0";
    public const string Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    public const string Style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
    public const string Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    public const string Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
}
