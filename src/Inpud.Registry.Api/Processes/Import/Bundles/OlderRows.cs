using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Processes.Import.Bundles;

/// <summary>Says for new rows of older bundles what such a bundle meant where it had no column for it. A column of its own says nothing where it is empty, and then the table hides the row.</summary>
internal static class OlderRows
{
    /// <summary>The first version that says of a person whether anybody may know who it is. Before it, everybody in a term was public.</summary>
    private const int SaysWhoIsWithheldSince = 4;

    public static void Complete(int version, DataTable table, Dictionary<string, object?> columns)
    {
        if (version < SaysWhoIsWithheldSince && table.Name == "people")
        {
            columns["visibility"] = "public";
        }
    }
}
