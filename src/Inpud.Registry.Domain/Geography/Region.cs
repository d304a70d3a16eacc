namespace Inpud.Registry.Domain.Geography;

/// <summary>A region of UN M49: the world, a continent, a subregion or an intermediate region.</summary>
/// <param name="Code">The three-digit M49 number, such as <c>419</c> for Latin America and the Caribbean.</param>
/// <param name="Countries">The alpha-2 codes of all countries in the region, however deep.</param>
public sealed record Region(string Code, IReadOnlySet<string> Countries);
