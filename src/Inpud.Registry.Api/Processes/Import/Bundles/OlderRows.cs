using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Says for new rows of older bundles what such a bundle meant where it had no column for it. A column of its own says nothing where it is empty, and then the table hides the row.</summary>
internal static class OlderRows
{
    /// <summary>The first version that has the visibility of people and counts. Before it, everybody in a term was public, and so was every count.</summary>
    private const int HasVisibilitySince = 4;

    public static void Complete(int version, DataTable table, Dictionary<string, object?> columns)
    {
        if (version >= HasVisibilitySince)
        {
            return;
        }

        if (table.Name is "people" or "individual_counts")
        {
            columns["visibility"] = "public";
        }

        if (table.Name == "individual_counts")
        {
            columns["visibility_basis"] = columns["source_id"];
        }
    }
}
