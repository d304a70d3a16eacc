namespace Inpud.Registry.Api.Http.Writes;

/// <summary>A body with attributes that change in time, such as a name or a country.</summary>
internal interface IDatedInput
{
    /// <summary>
    /// Since when what the change states holds: an EDTF date, such as <c>2024-05</c>, or <c>unknown</c>. What was there before is kept, with its time, and answers as of an earlier day go on
    /// to use it. A change of a dated attribute states this, or <c>correction</c>.
    /// </summary>
    /// <example>2024-05</example>
    string? Since { get; }

    /// <summary>With true, the change mends a mistake: what was there before never held, and nothing of it is kept.</summary>
    bool? Correction { get; }
}
