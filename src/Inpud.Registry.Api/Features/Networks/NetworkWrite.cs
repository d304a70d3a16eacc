using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Geography;
using Inpud.Registry.Domain.Networks;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Checks a proposed network, together with its members and the board, against the rules.</summary>
internal static class NetworkWrite
{
    /// <summary>What a network is towards INPUD. A key of the network changes none of it: a wider remit would admit groups from everywhere, and the end of the period would close it.</summary>
    private static readonly IReadOnlyList<(string Field, Func<NetworkInput, object?> Value)> FieldsOfInpud =
    [
        ("kind", input => input.Kind),
        ("admits", input => input.Admits),
        ("period", input => input.Period),
        ("remit", input => input.Remit),
        ("formerValues", input => input.FormerValues is { Count: > 0 } values ? values : null),
        ("successors", input => input.Successors is { Count: > 0 } successors ? successors : null),
        ("standings", input => input.Standings),
        ("seat", input => input.Seat),
    ];

    public static async Task CheckRulesAsync(WriteSession write, Proposed<NetworkInput, NetworkRecord> proposed)
    {
        var (input, current) = (proposed.Input, proposed.Current);
        if (current is not null && input.Id != current.Id)
        {
            throw BodyRules.Mistake("id", "cannot-change", "The id of a network does not change: links to it must keep their meaning.");
        }

        if (current is null && await RuleFactsSql.IdIsTakenAsync(write, input.Id))
        {
            throw Taken("id", RuleCatalog.IdTaken, $"The id '{input.Id}' is taken, or was once. Choose another.");
        }

        var names = (input.Names ?? []).Select(name => name.Name).Append(input.Name).Select(UniqueName.Of).ToList();
        if (await RuleFactsSql.NetworkOfNameAsync(write, names, input.Id) is { } other)
        {
            throw Taken("name", RuleCatalog.NameTaken, $"The network {other} bears or bore one of the names.");
        }

        var network = new Network(
            input.Id,
            input.Name,
            input.Kind,
            [],
            Period.Parse(input.Period, input.Observed),
            new Remit(input.Remit.Basis, (await CountriesAsync(write, input.Remit.Countries, "remit.countries")).ToHashSet()),
            input.Admits.ToHashSet()
        )
        {
            FormerRemits =
            [
                .. FormerOf(input, NetworkAttribute.Remit, value => new Remit(value.Basis!.Value, value.Countries!.ToHashSet())),
            ],
            FormerAdmits = [.. FormerOf(input, NetworkAttribute.Admits, IReadOnlySet<MemberKind> (value) => value.Admits!.ToHashSet())],
        };
        var state = await RegistryStateSql.LoadNetworkAsync(write, input.Id);
        Facts.Check(state with { Networks = [.. state.Networks.Where(other => other.Id != network.Id), network] }, FieldOf);
    }

    /// <param name="write">The write.</param>
    /// <param name="stated">The countries, by any of their codes.</param>
    /// <param name="field">Where they stand in the body.</param>
    /// <returns>Their alpha-2 codes, in order.</returns>
    public static async Task<IReadOnlyList<string>> CountriesAsync(WriteSession write, IReadOnlyList<string> stated, string field)
    {
        var countries = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (i, country) in stated.Index())
        {
            countries.Add(await Facts.CountryAsync(write, country, $"{field}.{i}"));
        }

        return [.. countries];
    }

    private static IEnumerable<FormerValue<T>> FormerOf<T>(
        NetworkInput input,
        NetworkAttribute attribute,
        Func<NetworkFormerValueInput, T> valueOf
    ) =>
        (input.FormerValues ?? [])
            .Where(value => value.Attribute == attribute)
            .Select(value => new FormerValue<T>(
                valueOf(value),
                Period.Parse(value.Period, value.Observed),
                DateOnly.Parse(value.ReplacedBy!, CultureInfo.InvariantCulture)
            ));

    /// <summary>Throws where a network's own steward changes what the network is towards INPUD.</summary>
    public static void RequireInpud(Steward steward, NetworkInput input, NetworkRecord? current)
    {
        if (current is null || steward.Key.Scopes.CoverEverything)
        {
            return;
        }

        var before = MergePatch.Apply<NetworkInput>(current, new JsonObject { ["reason"] = input.Reason });
        var errors = FieldsOfInpud
            .Where(field => Json(field.Value(before)) != Json(field.Value(input)))
            .Select(field =>
                ProblemError.InBody(
                    field.Field.Split('.'),
                    "kept-by-inpud",
                    $"Only INPUD's stewards change '{field.Field}'. Ask them, or leave the field out."
                )
            )
            .ToList();
        if (errors.Count > 0)
        {
            throw new ProblemException(ProblemKind.Forbidden, string.Join(" ", errors.Select(error => error.Detail)), errors);
        }
    }

    private static string Json(object? value) => JsonSerializer.Serialize(value, RegistryJson.Options);

    private static ProblemException Taken(string field, Rule rule, string detail) =>
        new(
            ProblemKind.Conflict,
            detail,
            ProblemError.InBody(field.Split('.'), rule.Code, detail) with
            {
                Rule = PublicAddress.Link($"/v1/rules/{rule.Code}"),
            }
        );

    private static string FieldOf(string code) =>
        code switch
        {
            _ when code == RuleCatalog.OutsideRemit.Code || code == RuleCatalog.RepresentativeOutsideRemit.Code => "remit",
            _ when code == RuleCatalog.KindNotAccepted.Code => "admits",
            _ => "period",
        };
}
