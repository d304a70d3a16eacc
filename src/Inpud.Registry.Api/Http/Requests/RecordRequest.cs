namespace Inpud.Registry.Api.Http.Requests;

/// <summary>A request by which a steward reads a record.</summary>
internal sealed record RecordRequest
{
    /// <summary>The record's id. The operation says of what kind the record is.</summary>
    public string Id { get; init; } = "";
}

/// <summary>A request whose address names a network. Only stewards of that network, and INPUD's, may send it.</summary>
internal interface INamesNetwork
{
    string Network { get; }
}

/// <summary>Describes a parameter, for the contract, where several operations share the request type.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Text">What the parameter is.</param>
/// <param name="Example">A value that the shipped data has.</param>
internal sealed record ParameterText(string Name, string Text, string Example);

/// <summary>Names a parameter in the contract, where its name in the address says too little.</summary>
/// <param name="name">The name that generated clients have for it.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ContractNameAttribute(string name) : Attribute
{
    public string Name => name;
}
