using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Site.Frame;

/// <summary>The sources of a page, numbered in the order in which the page cites them.</summary>
internal sealed class References
{
    private readonly List<Citation> cited = [];

    /// <summary>The number of a citation; a new one where the page has not cited it yet. Two parts of a source have two numbers, since a reader looks them up in two places.</summary>
    public int NumberOf(Citation citation)
    {
        var index = cited.IndexOf(citation);
        if (index < 0)
        {
            index = cited.Count;
            cited.Add(citation);
        }

        return index + 1;
    }

    /// <summary>What was cited so far, in order.</summary>
    public IReadOnlyList<Citation> Cited => cited;
}
