namespace Inpud.Registry.Api.Http.Writes;

/// <summary>An input or a record that names the network whose stewards keep the record.</summary>
internal interface IHasKeeper
{
    /// <summary>The network's id. Null where INPUD keeps the record.</summary>
    string? KeptBy { get; }
}
