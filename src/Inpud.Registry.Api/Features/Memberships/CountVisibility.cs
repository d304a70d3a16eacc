namespace Inpud.Registry.Api.Features.Memberships;

/// <summary>Who may read a count of individuals. The narrowest comes first: generated clients take the first value where nobody chose one.</summary>
internal enum CountVisibility
{
    /// <summary>Stewards of the network alone. Nothing shows that the network counts anybody of the country.</summary>
    Private,

    /// <summary>Anybody, as long as a consent is in force or a cited source had made the count public. From one to four people it is shown as <c>&lt;5</c>.</summary>
    Public,
}
