using System.Text.RegularExpressions;

namespace Inpud.Registry.Api.Cli;

/// <summary>Takes secrets out of the values of settings: an operator shows them to somebody who helps.</summary>
internal static partial class Secrets
{
    private const string Hidden = "…";

    public static string Hide(string name, string value) =>
        value.Length == 0 ? value
        : SecretName().IsMatch(name) ? Hidden
        : UserInAddress().Replace(PartOfConnection().Replace(value, $"${{before}}{Hidden}"), $"${{before}}{Hidden}@");

    [GeneratedRegex("password|secret|token|headers|key$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    /// <summary>The password of a connection string. A quoted one may have semicolons.</summary>
    [GeneratedRegex(
        """(?<before>(password|pwd)\s*=\s*)("[^"]*"|'[^']*'|[^;]*)""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PartOfConnection();

    [GeneratedRegex(
        @"(?<before>[a-z][a-z0-9+.-]*://)[^/@\s]+@",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex UserInAddress();
}
