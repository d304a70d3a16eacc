using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Inpud.Registry.Api.Contract;

/// <summary>The texts of the contract that belong to no single operation or type.</summary>
internal static class ContractText
{
    /// <summary>A year, a month or a day.</summary>
    public const string PartialDatePattern = $"^{Date}$";

    /// <summary>A whole day.</summary>
    public const string DayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    /// <summary>The name of the scheme by which the service identifies stewards.</summary>
    public const string KeyScheme = "key";

    /// <summary>The contract is the program's, and changes with it.</summary>
    public static string ProgramVersion { get; } = typeof(ContractText).Assembly.GetName().Version!.ToString(3);

    private const string Date = @"(\d{4}(-(\d{2}(-(\d{2}|XX))?|XX(-XX)?))?|\d{3}X|\d{2}XX)[?~%]?";

    public static OpenApiInfo Info() =>
        new()
        {
            Title = "The INPUD registry",
            Version = ProgramVersion,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            Description = """
                The registry of the International Network of People who Use Drugs (INPUD): its networks, their member groups, the countries they cover, the
                people who represent them, and how each of these is known.

                * **Dates are as precise as their source** (EDTF): `2010`, `2006-03`, `2012-10-26`. As of a day, a fact is `certain`, `possible` or left out.
                * **Claim and evidence are different figures.** Each count has the address of the list of exactly the rows that it counts.
                * **Lists** are `{ items, total, next }`. Follow the Link header, or send `next` as `after`, until it is null. Add `.csv` to the address for a table, as in `/v1/coverage.csv`; `Accept: text/csv` does the same.
                * **Every answer has a strong ETag.** If you send it as If-None-Match, an unchanged answer is a 304 without a body. HEAD and OPTIONS work everywhere.
                * **Every answer names its `Registry-Version`.** If you send the header back, no later answer is older, whichever server of several gives it. The answer to a write names the version that has it.
                * **Errors** are `application/problem+json` (RFC 9457): `code` is for programs, `type` leads to a page that explains it, `errors` names each mistake.
                * **Licences**: the code is under the MIT licence. The data is not: the facts on INPUD and its networks are restated from an article under CC BY-SA 4.0, the countries and their
                  names are from the Unicode CLDR (Unicode-3.0), and what the curators worked out is CC0 1.0. Each source has its `licence` in `/v1/sources`.
                """.ReplaceLineEndings("\n"),
        };

    public static OpenApiSecurityScheme Key() =>
        new()
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "inpud_…",
            Description = "A steward's key. Whoever runs the service makes it, with `keys add` on the command line.",
        };

    public static OpenApiSchema PartialDate() =>
        new()
        {
            Type = JsonSchemaType.String,
            Description =
                "A date as precise as its source gives it, in EDTF (ISO 8601-2, level 1): a year, a month or a day. Digits from the right can be open (199X, 2004-XX); it stands for every day that they leave open. A date with ? (uncertain), ~ (approximate) or % (both) makes nothing certain by itself.",
            Pattern = PartialDatePattern,
            Examples = [JsonValue.Create("2006-03")],
        };

    public static OpenApiSchema EventDate() =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = "A partial date, or an EDTF interval from one to another, such as 2006-04-30/2006-05-04.",
            Pattern = $"^{Date}(/{Date})?$",
            Examples = [JsonValue.Create("2006-04-30/2006-05-04")],
        };

    public static OpenApiSchema Period() =>
        new()
        {
            Type = JsonSchemaType.String,
            Description =
                "How long a fact holds, as an EDTF interval of two partial dates: start/end. A part that is left out is unknown; '..' as the end means that the fact goes on, '..' as the start that it always held.",
            Pattern = $@"^({Date}|\.\.)?/({Date}|\.\.)?$",
            Examples = [JsonValue.Create("2015/..")],
        };
}
