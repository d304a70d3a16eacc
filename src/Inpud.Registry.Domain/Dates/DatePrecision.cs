namespace Inpud.Registry.Domain.Dates;

/// <summary>How much of a date its source gives.</summary>
public enum DatePrecision
{
    /// <summary>The first two digits of the year, such as 19XX.</summary>
    Century,

    /// <summary>The first three digits of the year, such as 199X.</summary>
    Decade,

    /// <summary>The year alone.</summary>
    Year,

    /// <summary>The year and the month.</summary>
    Month,

    /// <summary>The whole date.</summary>
    Day,
}
