namespace Inpud.Registry.Api.Storage;

/// <summary>Hears how far work is that can take long.</summary>
internal interface IWork
{
    /// <summary>Something begins that has so many steps; null where nobody knows how many.</summary>
    void Begin(string what, long? steps = null);

    /// <summary>So many more of the steps are done.</summary>
    void Advance(long steps);

    /// <summary>Nobody listens.</summary>
    static IWork Silent { get; } = new Unheard();

    private sealed class Unheard : IWork
    {
        public void Begin(string what, long? steps = null)
        {
            // Nobody listens.
        }

        public void Advance(long steps)
        {
            // Nobody listens.
        }
    }
}
