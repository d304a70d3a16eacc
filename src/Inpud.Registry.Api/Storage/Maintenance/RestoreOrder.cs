namespace Inpud.Registry.Api.Storage.Maintenance;

/// <summary>What an operator allows a restore to do.</summary>
internal sealed record RestoreOrder
{
    /// <summary>Whether changes of the registry that the copy lacks may be lost.</summary>
    public bool OverNewer { get; init; }

    /// <summary>Whether a copy may be restored in which the verification finds problems.</summary>
    public bool WithProblems { get; init; }

    /// <summary>What to show where nobody can tell what was hidden since the copy.</summary>
    public Unknowns Unknowns { get; init; }
}

/// <summary>What a restore does where the present database cannot say what was hidden since the copy was made.</summary>
internal enum Unknowns
{
    /// <summary>It refuses.</summary>
    Refused,

    /// <summary>Every group becomes private, and every key is revoked.</summary>
    Hidden,

    /// <summary>It shows what the copy shows.</summary>
    Shown,
}
