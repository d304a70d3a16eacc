using System.Collections;
using FluentValidation;
using FluentValidation.Validators;

namespace Inpud.Registry.Api.Http.Writes;

/// <summary>How many items a list takes, for the contract.</summary>
internal interface IItemBounds
{
    int? Least { get; }

    int? Most { get; }

    bool AreUnique { get; }
}

/// <summary>Holds a list to the number of its items, and to having none of them twice.</summary>
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
