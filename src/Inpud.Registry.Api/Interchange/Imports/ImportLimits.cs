namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>How much one import may be.</summary>
/// <param name="Bytes">The most bytes of the file, and of what it holds when it is unpacked.</param>
/// <param name="Rows">The most rows of all its tables.</param>
internal sealed record ImportLimits(long Bytes, int Rows);
