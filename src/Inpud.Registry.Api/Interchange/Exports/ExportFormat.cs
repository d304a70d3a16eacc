namespace Inpud.Registry.Api.Interchange.Exports;

/// <summary>The forms of an export.</summary>
internal enum ExportFormat
{
    /// <summary>A Frictionless Data Package: CSV tables and their description, in one zip file.</summary>
    Zip,

    /// <summary>One JSON record a line, in the form of the feed of changes.</summary>
    Ndjson,

    /// <summary>An SQLite file.</summary>
    Sqlite,
}
