using System.Text.Json.Nodes;
using FastEndpoints;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The parameters of every change of a record.</summary>
internal abstract record ChangeRequest : WriteRequest
{
    /// <summary>The ETag of the record as you read it.</summary>
    [FromHeader("If-Match", IsRequired = false)]
    public string? IfMatch { get; init; }
}

/// <summary>A request that changes some fields of a record.</summary>
internal sealed record ChangeRequest<TInput> : ChangeRequest, IMergePatchOf<TInput>
{
    /// <summary>The record's id. The operation says of what kind the record is.</summary>
    public string Id { get; init; } = "";

    /// <summary>What changes.</summary>
    [FromBody]
    public JsonObject Body { get; init; } = null!;
}
