namespace Inpud.Registry.Domain.ExternalIds;

/// <summary>Another registry that gives ids to organisations.</summary>
public enum ExternalIdScheme
{
    /// <summary>An item of Wikidata, such as <c>Q42</c>.</summary>
    Wikidata,

    /// <summary>The Research Organization Registry, such as <c>02mhbdp94</c>.</summary>
    Ror,

    /// <summary>The International Standard Name Identifier (ISO 27729): 16 digits without spaces, of which the last may be X.</summary>
    Isni,
}
