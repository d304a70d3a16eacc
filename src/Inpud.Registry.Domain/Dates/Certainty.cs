namespace Inpud.Registry.Domain.Dates;

/// <summary>How certain a fact is as of a day.</summary>
public enum Certainty
{
    /// <summary>The fact does not hold on that day, whatever its dates mean.</summary>
    None = 0,

    /// <summary>The fact holds on that day in some readings of its dates, but not in all.</summary>
    Possible = 1,

    /// <summary>The fact holds on that day in every reading of its dates.</summary>
    Certain = 2,
}
