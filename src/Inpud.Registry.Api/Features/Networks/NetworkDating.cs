using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Features.Networks;

/// <summary>Keeps what a change of a network replaces: its former name, abbreviation, remit and policy, each with its time.</summary>
internal static class NetworkDating
{
    public static async Task<NetworkInput> DateAsync(WriteSession write, Steward steward, NetworkInput input, NetworkRecord? current)
    {
        // Whoever may not change the remit is told that, and not that the change lacks its time.
        NetworkWrite.RequireInpud(steward, input, current);
        var values = new List<NetworkFormerValueInput>();
        foreach (var (i, value) in (input.FormerValues ?? []).Index())
        {
            values.Add(
                value with
                {
                    Countries = value.Countries is null
                        ? null
                        : await NetworkWrite.CountriesAsync(write, value.Countries, $"formerValues.{i}.countries"),
                    ReplacedBy = FormerTime.ReplacedBy(value, $"formerValues.{i}", HadOrNull(value), write.Now),
                }
            );
        }

        if (current is null)
        {
            return input with { FormerValues = values };
        }

        // A former id is the network's, too. What it names already stays: a duplicate that came after it can lead to the network now.
        foreach (
            var after in (input.Successors ?? [])
                .Select(after => after.Successor)
                .Except(current.Successors.Select(after => after.Successor))
        )
        {
            if (after == current.Id || await NetworkLookup.FindByIdOrNullAsync(write, after) == current.Id)
            {
                throw BodyRules.Mistake("successors", "itself", "No network comes after itself. Name another one.");
            }
        }

        var change = DatedChange.Of(input, write.Now);
        change.KeepsAll("names", current.Names, input.Names ?? [], name => name.Name);
        change.KeepsAll("formerValues", current.FormerValues, values, value => $"{Kebab.Text(value.Attribute)} {value.Period}");
        var countries = await NetworkWrite.CountriesAsync(write, input.Remit.Countries, "remit.countries");
        Keep(
            NetworkAttribute.Remit,
            "remit",
            change.Keeps("remit", !countries.SequenceEqual(current.Remit.Countries.Order(StringComparer.Ordinal))),
            current.Remit.Citation,
            value => value with { Basis = current.Remit.Basis, Definition = current.Remit.Definition, Countries = current.Remit.Countries }
        );
        Keep(
            NetworkAttribute.Admits,
            "admits",
            change.Keeps("admits", !input.Admits.ToHashSet().SetEquals(current.Admits)),
            current.Citation,
            value => value with { Admits = current.Admits }
        );
        var names = NamesOf(input, current, change);
        change.End();
        return input with { FormerValues = values, Names = names };

        NetworkFormerValue? HadOrNull(NetworkFormerValueInput value) =>
            current?.FormerValues.FirstOrDefault(had =>
                had.Attribute == value.Attribute && had.Period.Text == value.Period && had.Observed?.Text == value.Observed
            );

        void Keep(
            NetworkAttribute attribute,
            string field,
            bool keeps,
            Citation citation,
            Func<NetworkFormerValueInput, NetworkFormerValueInput> filled
        )
        {
            if (!keeps)
            {
                return;
            }

            var former = values.Where(value => value.Attribute == attribute);
            var (period, observed, replacedBy) = change.TimeOf(field, former, current.Observed);
            values.Add(
                filled(
                    new NetworkFormerValueInput
                    {
                        Attribute = attribute,
                        Period = period,
                        Observed = observed,
                        ReplacedBy = replacedBy,
                        Source = citation.Source,
                        Locator = citation.Locator,
                    }
                )
            );
        }
    }

    private static List<NetworkNameInput> NamesOf(NetworkInput input, NetworkRecord current, DatedChange change)
    {
        var names = (input.Names ?? []).ToList();
        var former = names.Where(name => name.Kind == NetworkNameKind.Former).Select(name => name.Period).ToList();
        KeepName("name", current.Name, input.Name, NetworkNameKind.Former);
        // An abbreviation is another name of the network, and never its name: an answer about a day shows former names in the place of the name.
        KeepName("abbreviation", current.Abbreviation, input.Abbreviation, NetworkNameKind.Alias);
        return names;

        bool IsToBeAdded(string field, string before, NetworkNameKind kind)
        {
            OtherName[] had = [.. current.Names.Select(name => new OtherName(name.Name, Kebab.Text(name.Kind), name.Period.Text))];
            OtherName[] has = [.. names.Select(name => new OtherName(name.Name, Kebab.Text(name.Kind), name.Period))];
            return kind == NetworkNameKind.Former
                ? ReplacedName.IsToBeAdded(change, field, before, had, has)
                : ReplacedName.IsAliasToBeAdded(change, field, before, had, has);
        }

        void KeepName(string field, string before, string after, NetworkNameKind kind)
        {
            if (change.Keeps(field, DatedChange.Renames(before, after)) && IsToBeAdded(field, before, kind))
            {
                names.Add(
                    new NetworkNameInput
                    {
                        Name = before,
                        Kind = kind,
                        Period = change.TimeOfName(kind == NetworkNameKind.Former ? former : []),
                        Source = current.Citation.Source,
                        Locator = current.Citation.Locator,
                    }
                );
            }
        }
    }
}
