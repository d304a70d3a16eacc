using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>A record of which everything is stated.</summary>
/// <param name="Table">The table that holds it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Create">The operation that made it.</param>
/// <param name="Parameters">What the addresses of its operations leave open, such as its network, and what stands there.</param>
/// <param name="Filler">What makes its bodies.</param>
internal sealed record FilledRecord(
    DataTable Table,
    string Id,
    RecordOperations Create,
    IReadOnlyDictionary<string, string> Parameters,
    Filler Filler
)
{
    /// <summary>What is stated of it now.</summary>
    public required IReadOnlyList<Stated> Values { get; set; }

    /// <summary>What was stated of it before, and is not any more.</summary>
    public IReadOnlyList<Stated> Former { get; set; } = [];

    /// <summary>The properties of its own that were emptied.</summary>
    public IReadOnlyList<string> Emptied { get; set; } = [];

    public string Resource => Table.Resource!;

    /// <summary>What stands for a name in an address that tells of the record: what its own addresses have there, or what it names itself, such as the group of a membership.</summary>
    public string? ValueInAddressesOrNull(string name) =>
        Parameters.GetValueOrDefault(name) ?? Values.FirstOrDefault(value => value.IsOwn && value.Name == name)?.Text;

    /// <summary>Where its stewards read it.</summary>
    public string Address => $"/v1/{Resource}/{Id}/record";
}
