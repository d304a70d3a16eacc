using FastEndpoints;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>A request that records something new.</summary>
internal abstract record NewRecordRequest<TInput> : WriteRequest
{
    /// <summary>What is recorded.</summary>
    [FromBody]
    public TInput Body { get; init; } = default!;

    /// <summary>The id in the address of what the record belongs to. Null where the record belongs to nothing.</summary>
    public abstract string? Owner { get; }
}

/// <summary>A request for a new record that belongs to nothing.</summary>
internal sealed record CreateRequest<TInput> : NewRecordRequest<TInput>
{
    public override string? Owner => null;
}

/// <summary>A request for a new record that belongs to a network.</summary>
internal sealed record CreateOfNetworkRequest<TInput> : NewRecordRequest<TInput>, INamesNetwork
{
    /// <summary>The id of the network that the new record belongs to.</summary>
    /// <example>inwud</example>
    [ContractName("OwningNetwork")]
    public string Network { get; init; } = "";

    public override string? Owner => Network;
}
