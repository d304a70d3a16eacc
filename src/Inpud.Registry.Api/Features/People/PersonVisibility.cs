namespace Inpud.Registry.Api.Features.People;

/// <summary>Who may know who a person is. The narrowest comes first: generated clients take the first value where nobody chose one.</summary>
internal enum PersonVisibility
{
    /// <summary>Stewards of the network that keeps the record alone. The person's terms are public without the name: somebody holds the seat, the office or the post.</summary>
    Withheld,

    /// <summary>Anybody, as long as a public term names the person.</summary>
    Public,
}
