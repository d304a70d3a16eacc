using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Api.Storage.Tables;

namespace Inpud.Registry.Api.Features.Coverage;

/// <summary>A row of a coverage answer.</summary>
internal interface ICoverageRow
{
    /// <summary>What the rows are, such as <c>network</c>.</summary>
    static abstract string Each { get; }
}

/// <summary>The figures as a dataset, which catalogues and search engines find (schema.org/Dataset).</summary>
internal sealed partial record CoverageAnswer<T>(CoverageAddress Address) : ILinkedDataAnswer
{
    /// <summary>The question.</summary>
    [JsonIgnore]
    public CoverageAddress Address { get; } = Address;

    public static string LinkedDataExample =>
        """
            {
              "@context": "https://schema.org", "@type": "Dataset", "@id": "https://registry.example.org/v1/coverage",
              "name": "Country coverage of INPUD's networks, network by network", "temporalCoverage": "2025-09-01",
              "license": ["https://spdx.org/licenses/CC-BY-SA-4.0", "https://spdx.org/licenses/Unicode-3.0"],
              "distribution": [{ "@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": "https://registry.example.org/v1/coverage?format=csv" }]
            }
            """;

    public JsonObject ToLinkedData() =>
        SchemaOrg.Thing(
            "Dataset",
            ("@context", SchemaOrg.Context),
            ("@id", Address.As(format: null)),
            ("name", $"Country coverage of INPUD's networks, {T.Each} by {T.Each}"),
            (
                "description",
                "How many countries the networks of people who use drugs may admit members from, claim, and document by evidence that can be followed, and how many member groups they have there."
            ),
            ("creator", SchemaOrg.Inpud()),
            ("license", SchemaOrg.Texts(RegistryTables.Licences.Select(licence => $"https://spdx.org/licenses/{licence}"))),
            ("isAccessibleForFree", true),
            ("temporalCoverage", AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            (
                "variableMeasured",
                new JsonArray(
                    Variable("remit", "Countries from which a network may admit members", Totals.Remit),
                    Variable(
                        "documented",
                        "Countries for which the registry holds evidence that is certain as of the day",
                        Totals.Documented.Countries
                    ),
                    Variable(
                        "documentedPossible",
                        "Further countries for which evidence is possible as of the day",
                        Totals.Documented.Possible
                    ),
                    Variable("memberGroups", "Groups that are certainly members as of the day", Totals.MemberGroups.Groups),
                    Variable("memberGroupsPossible", "Further groups that are possibly members as of the day", Totals.MemberGroups.Possible)
                )
            ),
            ("distribution", new JsonArray(Download("json", "application/json"), Download("csv", "text/csv")))
        );

    private static JsonObject Variable(string name, string description, int value) =>
        SchemaOrg.Thing("PropertyValue", ("name", name), ("description", description), ("value", value));

    private JsonObject Download(string format, string type) =>
        SchemaOrg.Thing("DataDownload", ("encodingFormat", type), ("contentUrl", Address.As(format)));
}
