namespace Inpud.Registry.Api.Http.Answers;

/// <summary>An answer that is a picture.</summary>
internal interface IPicture : IOneForm
{
    /// <summary>What the contract shows of it: a picture as short as it can be.</summary>
    static abstract string Example { get; }
}
