namespace Inpud.Registry.Api.Interchange.Imports;

/// <summary>The limits of one import.</summary>
/// <param name="Bytes">The most bytes of the file, and of its unpacked content.</param>
/// <param name="Rows">The most rows of all its tables.</param>
internal sealed record ImportLimits(long Bytes, int Rows);
