using System.Text;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http.LinkedData;

namespace Inpud.Registry.Api.Site.Frame;

/// <summary>What a page says of itself to those who do not show it: browsers' tabs, search engines, other sites.</summary>
/// <param name="Title">Its title; null for the page of INPUD.</param>
/// <param name="Description">What it is about, in a sentence; null where nothing says.</param>
/// <param name="Path">Its path.</param>
internal sealed record PageHead(string? Title, string? Description, string Path)
{
    /// <summary>The path of the same as data; null where there is none.</summary>
    public string? Data { get; init; }

    /// <summary>The same in the terms of schema.org; null where it has none, and the page names INPUD alone.</summary>
    public JsonObject? LinkedData { get; init; }

    /// <summary>The network whose coverage the page is about; null for all of them.</summary>
    public string? Network { get; init; }

    /// <summary>What the page looks for; null where it looks for nothing.</summary>
    public string? Search { get; init; }

    /// <summary>Whether search engines may show it. What a page answers to a question of somebody is none of theirs.</summary>
    public bool IsIndexed => Search is null;

    public string LinkedDataText => Encoding.UTF8.GetString(SchemaOrg.Write(LinkedData ?? SchemaOrg.Publisher()));
}
