using System.Collections;
using FluentValidation;
using FluentValidation.Validators;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>The bounds of a list, for the contract to show.</summary>
internal interface IItemBounds
{
    int? Least { get; }

    int? Most { get; }

    bool AreUnique { get; }
}

/// <summary>Checks how many items a list has, and that it has none of them twice.</summary>
internal sealed class ItemsValidator<T>(int? least, int? most, bool areUnique) : PropertyValidator<T, IEnumerable?>, IItemBounds
{
    public override string Name => "Items";

    public int? Least => least;

    public int? Most => most;

    public bool AreUnique => areUnique;

    public override bool IsValid(ValidationContext<T> context, IEnumerable? value)
    {
        if (value is null)
        {
            return true;
        }

        var items = value.Cast<object?>().ToList();
        return (least is null || items.Count >= least)
            && (most is null || items.Count <= most)
            && (!areUnique || items.Distinct().Count() == items.Count);
    }
}
