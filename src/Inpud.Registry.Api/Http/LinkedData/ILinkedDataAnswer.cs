using System.Text.Json.Nodes;

namespace Inpud.Registry.Api.Http.LinkedData;

/// <summary>An answer that a search engine or a catalogue gets as JSON-LD, with the terms of schema.org.</summary>
internal interface ILinkedDataAnswer
{
    /// <summary>An example, for the contract.</summary>
    static abstract string LinkedDataExample { get; }

    JsonObject ToLinkedData();
}
