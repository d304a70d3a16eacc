namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Mistakes in parameters that only the registry's data shows.</summary>
internal static class Invalid
{
    public static ProblemException Network(string name, string value) =>
        Parameter(
            name,
            "unknown-network",
            $"'{value}' is no network. Use the id of a network of /v1/networks?standing=any, such as 'euronpud'."
        );

    /// <param name="name">The parameter.</param>
    /// <param name="value">What it says.</param>
    /// <param name="hint">A sentence that says which country was meant; empty where nobody can tell.</param>
    public static ProblemException Country(string name, string value, string hint) =>
        Parameter(
            name,
            "unknown-country",
            $"'{value}' is no country.{hint} Use an ISO 3166-1 code or M49 number of /v1/countries, such as KE, KEN or 404."
        );

    public static ProblemException Region(string name, string value) =>
        Parameter(name, "unknown-region", $"'{value}' is no region. Use a three-digit M49 number of /v1/regions, such as 419.");

    public static ProblemException Parameter(string name, string code, string detail) =>
        new(ProblemKind.InvalidRequest, $"'{name}': {detail}", ProblemError.Of("query", name, code, detail));

    public static ProblemException Contradiction(string name, string other, string why) =>
        new(
            ProblemKind.ContradictoryParameters,
            why,
            ProblemError.Of("query", name, "contradiction", $"Take out '{name}' or '{other}'."),
            ProblemError.Of("query", other, "contradiction", $"Take out '{other}' or '{name}'.")
        );
}
