using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Rules;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Registry;

namespace Inpud.Registry.Api.Features;

/// <summary>Checks what a steward states against the data of the registry.</summary>
internal static class Facts
{
    /// <summary>Adds the four days of a period to its row.</summary>
    public static void AddDays(Dictionary<string, object?> columns, string period, string? observed, string field)
    {
        if (BrokenRules.Inverted(period) is { } inverted)
        {
            BrokenRules.ThrowIfAny([inverted], _ => field);
        }

        foreach (var (column, day) in PeriodColumns.Of(Period.Parse(period, observed)))
        {
            columns[column] = day;
        }
    }

    public static async Task RequireSourceAsync(WriteSession write, Steward steward, string source, string field)
    {
        if (!steward.AlreadyNamed.Contains(("sources", source)) && !await RuleFactsSql.MayCiteAsync(write, source, steward.Key.Scopes))
        {
            throw BodyRules.Mistake(field, "unknown-source", $"'{source}' is no source. Use an id of /v1/sources.");
        }
    }

    /// <summary>Finds the country's alpha-2 code. It throws where there is no such country.</summary>
    public static async Task<string> CountryAsync(WriteSession write, string text, string field = "country") =>
        await CountryLookup.FindOrNullAsync(write, text)
        ?? throw BodyRules.Mistake(
            field,
            "unknown-country",
            $"'{text}' is no country.{await CountryLookup.HintAsync(write, text)} Use a code of /v1/countries, such as KE, KEN or 404."
        );

    public static async Task RequirePersonAsync(WriteSession write, Steward steward, string person, string field)
    {
        if (!steward.AlreadyNamed.Contains(("people", person)) && !await RuleFactsSql.MayNameAsync(write, person, steward.Key.Scopes))
        {
            throw BodyRules.Mistake(
                field,
                "unknown-person",
                $"There is no person with the id '{person}'. Record the person first, with POST /v1/people."
            );
        }
    }

    /// <summary>Finds the group that a record names beside itself, by its id or slug. It throws the same error where there is none and where the steward may not know of it.</summary>
    public static async Task<string> GroupAsync(WriteSession write, Steward steward, string text, string field)
    {
        // The address of a duplicate leads to the one that stays, and what the record names already stays as it is.
        if (steward.AlreadyNamed.Contains(("groups", text)))
        {
            return text;
        }

        var id = await SlugLookup.GroupAsync(write, text);
        return
            steward.AlreadyNamed.Contains(("groups", id))
            || await RuleFactsSql.FindGroupOrNullAsync(write, id, steward.Key.Scopes) is not null
            ? id
            : throw BodyRules.Mistake(field, "unknown-group", $"There is no group with the id '{text}'.");
    }

    /// <summary>Finds the network that a record names beside itself.</summary>
    public static async Task<string> NetworkAsync(WriteSession write, Steward steward, string text, string field) =>
        steward.AlreadyNamed.Contains(("networks", text))
            ? text
            : await NetworkLookup.FindByIdOrNullAsync(write, text)
                ?? throw BodyRules.Mistake(field, "unknown-network", $"'{text}' is no network. Use an id of /v1/networks?standing=any.");

    /// <summary>Throws where there is no such record of INPUD, or where it was withdrawn. INPUD's stewards see all of them.</summary>
    public static async Task RequireCurrentAsync(WriteSession write, Steward steward, string table, string id, string field)
    {
        if (
            !steward.AlreadyNamed.Contains((table, id))
            && (await write.QueryAsync<int>($"select 1 from {table} where id = @id and withdrawn is null", new { id })).Count == 0
        )
        {
            var (word, list) = table switch
            {
                "milestones" => ("milestone", "/v1/timeline"),
                "documents" => ("document", "/v1/documents"),
                "posts" => ("post", "/v1/secretariat/posts"),
                _ => throw new ArgumentOutOfRangeException(nameof(table), table, "No list shows such records."),
            };
            throw BodyRules.Mistake(field, $"unknown-{word}", $"'{id}' is no {word}. Use an id of {list}.");
        }
    }

    /// <summary>Throws where there is no such network, and where the key does not cover it.</summary>
    public static async Task RequireNetworkAsync(WriteSession write, Steward steward, string network)
    {
        if (await NetworkLookup.FindByIdOrNullAsync(write, network) != network)
        {
            throw ProblemException.NoSuchRecord("network", network);
        }

        if (!steward.Key.Scopes.Cover(network))
        {
            throw new ProblemException(ProblemKind.Forbidden, $"The key does not cover {network}. /v1/key shows what it covers.");
        }
    }

    /// <summary>Throws where the key does not cover the network that would keep the record.</summary>
    public static async Task CheckKeeperAsync(WriteSession write, Steward steward, string? keeper, string? currentKeeper, bool isNew)
    {
        if (!isNew && currentKeeper == keeper)
        {
            return;
        }

        if (keeper is not null && await NetworkLookup.FindByIdOrNullAsync(write, keeper) != keeper)
        {
            throw BodyRules.Mistake("keptBy", "unknown-network", $"'{keeper}' is no network. Use an id of /v1/networks?standing=any.");
        }

        if (!(keeper is null ? steward.Key.Scopes.CoverEverything : steward.Key.Scopes.Cover(keeper)))
        {
            throw new ProblemException(
                ProblemKind.Forbidden,
                keeper is null
                    ? "Only a key for the registry keeps records of INPUD's own. Name the network that keeps the record in 'keptBy'."
                    : $"The key does not cover {keeper}. /v1/key shows what it covers."
            );
        }
    }

    /// <summary>Throws where the registry would break rules, and names them.</summary>
    /// <param name="state">The registry as it would be after the write.</param>
    /// <param name="fieldOf">Gives the field of the body that a rule is about, by the rule's code.</param>
    /// <param name="record">The written record. Its broken rules come before those of other records; null where no record comes first.</param>
    /// <param name="told">Takes out of a broken rule what the steward may not know; null where that is nothing.</param>
    public static void Check(
        RegistryState state,
        Func<string, string> fieldOf,
        (RuledKind Kind, string Id)? record = null,
        Func<BrokenRule, BrokenRule>? told = null
    )
    {
        var broken = RegistryCheck
            .BrokenRules(state)
            .Select(told ?? (rule => rule))
            .OrderBy(rule => (rule.Kind, rule.Id) == record ? 0 : 1)
            .DistinctBy(rule => rule.Code);
        BrokenRules.ThrowIfAny(
            [
                .. broken.Select(rule => new FluentValidation.Results.ValidationFailure("", rule.Sentence)
                {
                    ErrorCode = rule.Code,
                    CustomState = rule.InTheWay,
                }),
            ],
            fieldOf
        );
    }

    /// <summary>Refuses to withdraw a record that other records need.</summary>
    public static ProblemException InUse(string detail) => new(ProblemKind.Conflict, detail);
}
