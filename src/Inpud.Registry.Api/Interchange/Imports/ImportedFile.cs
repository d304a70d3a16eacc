namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>The kind of a file that an import reads.</summary>
internal enum ImportedFile
{
    /// <summary>A data package in a zip file.</summary>
    Bundle,

    /// <summary>A table of groups as text.</summary>
    Text,

    /// <summary>A workbook of Office Open XML (.xlsx).</summary>
    OfficeWorkbook,

    /// <summary>A workbook of OpenDocument (.ods).</summary>
    OpenDocumentWorkbook,
}
