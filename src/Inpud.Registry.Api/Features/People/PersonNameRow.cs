using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Features.People;

/// <summary>A row of <c>person_names</c> or of <c>public_person_names</c>.</summary>
internal sealed record PersonNameRow : FurtherNameRow
{
    public PersonNameKind Kind => Kebab.Parse<PersonNameKind>(KindText);
}
