namespace Inpud.Registry.Api.Storage;

/// <summary>Receives the progress of work that can take long.</summary>
internal interface IWork
{
    /// <summary>A part of the work begins. It has this many steps; null where the number is unknown.</summary>
    void Begin(string what, long? steps = null);

    /// <summary>This many further steps are done.</summary>
    void Advance(long steps);

    /// <summary>Ignores the progress.</summary>
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
