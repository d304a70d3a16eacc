namespace Inpud.Registry.Domain.Dates;

/// <summary>What the registry can say of a fact as of a day.</summary>
public enum Certainty
{
    /// <summary>The fact does not hold on that day, whatever its dates mean.</summary>
    None = 0,

    /// <summary>Some reading of the dates makes the fact hold on that day, another does not.</summary>
    Possible = 1,

    /// <summary>The fact holds on that day in every reading of its dates.</summary>
    Certain = 2,
}
