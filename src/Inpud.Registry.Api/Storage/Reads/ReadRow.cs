using Inpud.Registry.Api.Storage.Lists;

namespace Inpud.Registry.Api.Storage.Reads;

/// <summary>The reads of a record by one key with one operation, in one minute.</summary>
internal sealed record ReadRow : ListRow
{
    public required string Resource { get; init; }
    public required string RecordId { get; init; }
    public required string Operation { get; init; }
    public required string KeyId { get; init; }
    public required string Reader { get; init; }

    /// <summary>The scopes that the key had, with spaces between them.</summary>
    public required string Scopes { get; init; }

    public required string At { get; init; }
    public required string Latest { get; init; }
    public required int Times { get; init; }
}
