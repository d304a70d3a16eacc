using System.Diagnostics.CodeAnalysis;

namespace Inpud.Registry.Domain.Geography;

/// <summary>The form in which a country was named.</summary>
public enum CountryCodeForm
{
    /// <summary>ISO 3166-1 alpha-2: <c>KE</c>.</summary>
    Alpha2,

    /// <summary>ISO 3166-1 alpha-3: <c>KEN</c>.</summary>
    Alpha3,

    /// <summary>UN M49 and ISO 3166-1 numeric, three digits: <c>404</c>.</summary>
    M49,
}

/// <summary>
/// A text in the form of a country code, in upper case. The registry's list of countries says whether a country has that code.
/// </summary>
/// <param name="Text">The code in upper case.</param>
/// <param name="Form">Which of the three forms it has.</param>
public sealed record CountryCode(string Text, CountryCodeForm Form)
{
    /// <summary>Reads a code in any of the three forms and any case; where the text has none of the forms, <paramref name="reason"/> says so.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CountryCode? code, [NotNullWhen(false)] out string? reason)
    {
        (code, reason) = (null, null);
        var upper = (text ?? "").ToUpperInvariant();
        CountryCodeForm? form = upper.Length switch
        {
            2 when upper.All(char.IsAsciiLetterUpper) => CountryCodeForm.Alpha2,
            3 when upper.All(char.IsAsciiLetterUpper) => CountryCodeForm.Alpha3,
            3 when upper.All(char.IsAsciiDigit) => CountryCodeForm.M49,
            _ => null,
        };
        if (form is null)
        {
            reason = "A country is named by its ISO 3166-1 code of two or three letters or its three-digit M49 number: KE, KEN or 404.";
            return false;
        }

        code = new CountryCode(upper, form.Value);
        return true;
    }
}
