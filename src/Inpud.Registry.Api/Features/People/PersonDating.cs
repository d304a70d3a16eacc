using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.People;

/// <summary>Keeps the name that a change of a person replaces, with its time. Who does not want to be known by a former name says so: the change is a correction then, and nothing stays of it.</summary>
internal static class PersonDating
{
    public static Task<PersonInput> DateAsync(WriteSession write, Steward _, PersonInput input, PersonRecord? current)
    {
        if (current is null)
        {
            return Task.FromResult(input);
        }

        var change = DatedChange.Of(input, write.Now);
        change.KeepsAll("names", current.Names, input.Names ?? [], name => name.Name);
        var names = (input.Names ?? []).ToList();
        if (
            change.Keeps("name", DatedChange.Renames(current.Name, input.Name))
            && ReplacedName.IsToBeAdded(
                change,
                "name",
                current.Name,
                [.. current.Names.Select(name => new OtherName(name.Name, Kebab.Text(name.Kind), name.Period?.Text))],
                [.. names.Select(name => new OtherName(name.Name, Kebab.Text(name.Kind), name.Period))]
            )
        )
        {
            names.Add(
                new PersonNameInput
                {
                    Name = current.Name,
                    Kind = PersonNameKind.Former,
                    Period = change.TimeOfName(names.Where(name => name.Kind == PersonNameKind.Former).Select(name => name.Period)),
                    Source = current.Citation.Source,
                    Locator = current.Citation.Locator,
                }
            );
        }

        change.End();
        return Task.FromResult(input with { Names = names });
    }
}
