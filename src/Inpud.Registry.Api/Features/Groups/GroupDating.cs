using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.Groups;

/// <summary>Keeps what a change of a group replaces: its former name, country, place, type and leadership, each with its time.</summary>
internal static class GroupDating
{
    public static async Task<GroupInput> DateAsync(WriteSession write, Steward _, GroupInput input, GroupRecord? current)
    {
        var values = new List<GroupFormerValueInput>();
        foreach (var (i, value) in (input.FormerValues ?? []).Index())
        {
            values.Add(
                value with
                {
                    Country = value.Country is null ? null : await Facts.CountryAsync(write, value.Country, $"formerValues.{i}.country"),
                    ReplacedBy = FormerTime.ReplacedBy(value, $"formerValues.{i}", HadOrNull(value), write.Now),
                }
            );
        }

        if (current is null)
        {
            return input with { FormerValues = values };
        }

        // A slug of a former name is the group's, too. What it names already stays: a duplicate that came after it can lead to the group now.
        foreach (
            var after in (input.Successors ?? [])
                .Select(after => after.Successor)
                .Except(current.Successors.Select(after => after.Successor))
        )
        {
            if (after == current.Id || await SlugLookup.GroupAsync(write, after) == current.Id)
            {
                throw BodyRules.Mistake("successors", "itself", "No group comes after itself. Name another one.");
            }
        }

        var change = DatedChange.Of(input, write.Now);
        change.KeepsAll("names", current.Names, input.Names ?? [], name => name.Name);
        change.KeepsAll("formerValues", current.FormerValues, values, value => $"{Kebab.Text(value.Attribute)} {value.Period}");
        var country = await Facts.CountryAsync(write, input.Country);
        Keep(
            GroupAttribute.Country,
            "country",
            change.Keeps("country", country != current.Country),
            value => value with { Country = current.Country }
        );
        Keep(
            GroupAttribute.Place,
            "place",
            change.Keeps(
                input.Place == current.Place ? "subdivision" : "place",
                (input.Place, input.Subdivision) != (current.Place, current.Subdivision),
                completes: (current.Place is null || current.Place == input.Place)
                    && (current.Subdivision is null || current.Subdivision == input.Subdivision)
            ),
            value => value with { Place = current.Place, Subdivision = current.Subdivision }
        );
        Keep(
            GroupAttribute.Type,
            "type",
            change.Keeps("type", input.Type != current.Type, completes: current.Type is null),
            value => value with { Type = current.Type }
        );
        Keep(
            GroupAttribute.Leadership,
            "ledByPeopleWhoUseDrugs",
            change.Keeps(
                "ledByPeopleWhoUseDrugs",
                input.LedByPeopleWhoUseDrugs != current.LedByPeopleWhoUseDrugs,
                completes: current.LedByPeopleWhoUseDrugs is null
            ),
            value => value with { LedByPeopleWhoUseDrugs = current.LedByPeopleWhoUseDrugs, LeadershipBasis = current.LeadershipBasis }
        );
        var names = NamesOf(input, current, change);
        change.End();
        return input with { FormerValues = values, Names = names };

        GroupFormerValue? HadOrNull(GroupFormerValueInput value) =>
            current?.FormerValues.FirstOrDefault(had =>
                had.Attribute == value.Attribute && had.Period.Text == value.Period && had.Observed?.Text == value.Observed
            );

        void Keep(GroupAttribute attribute, string field, bool keeps, Func<GroupFormerValueInput, GroupFormerValueInput> filled)
        {
            if (!keeps)
            {
                return;
            }

            var former = values.Where(value => value.Attribute == attribute);
            var (period, observed, replacedBy) = change.TimeOf(field, former, current.Observed);
            values.Add(
                filled(
                    new GroupFormerValueInput
                    {
                        Attribute = attribute,
                        Period = period,
                        Observed = observed,
                        ReplacedBy = replacedBy,
                        Source = current.Citation.Source,
                        Locator = current.Citation.Locator,
                    }
                )
            );
        }
    }

    private static IReadOnlyList<GroupNameInput>? NamesOf(GroupInput input, GroupRecord current, DatedChange change)
    {
        if (
            !change.Keeps("name", DatedChange.Renames(current.Name, input.Name))
            || !ReplacedName.IsToBeAdded(
                change,
                "name",
                current.Name,
                [.. current.Names.Select(name => new OtherName(name.Name, Kebab.Text(name.Kind), name.Period?.Text))],
                [.. (input.Names ?? []).Select(name => new OtherName(name.Name, Kebab.Text(name.Kind), name.Period))]
            )
        )
        {
            return input.Names;
        }

        var period = change.TimeOfName((input.Names ?? []).Where(name => name.Kind == GroupNameKind.Former).Select(name => name.Period));
        return
        [
            .. input.Names ?? [],
            new GroupNameInput
            {
                Name = current.Name,
                Kind = GroupNameKind.Former,
                Period = period,
                Source = current.Citation.Source,
                Locator = current.Citation.Locator,
            },
        ];
    }
}
