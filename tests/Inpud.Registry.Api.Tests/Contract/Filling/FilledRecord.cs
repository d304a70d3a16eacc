using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>A record that was written with a value for every property.</summary>
/// <param name="Table">The table that holds it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Create">The operation that made it.</param>
/// <param name="Parameters">The values of the parameters in the addresses of its operations, such as its network.</param>
/// <param name="Filler">The filler that makes its bodies.</param>
internal sealed record FilledRecord(
    DataTable Table,
    string Id,
    RecordOperations Create,
    IReadOnlyDictionary<string, string> Parameters,
    Filler Filler
)
{
    /// <summary>The values that it has now.</summary>
    public required IReadOnlyList<Stated> Values { get; set; }

    /// <summary>The values that it had before and has no longer.</summary>
    public IReadOnlyList<Stated> Former { get; set; } = [];

    /// <summary>The properties of the record itself that were emptied.</summary>
    public IReadOnlyList<string> Emptied { get; set; } = [];

    public string Resource => Table.Resource!;

    /// <summary>The value of a parameter in an address that shows the record: from its own addresses, or from its own properties, such as the group of a membership.</summary>
    public string? ValueInAddressesOrNull(string name) =>
        Parameters.GetValueOrDefault(name) ?? Values.FirstOrDefault(value => value.IsOwn && value.Name == name)?.Text;

    /// <summary>The address at which its stewards read it.</summary>
    public string Address => $"/v1/{Resource}/{Id}/record";
}
