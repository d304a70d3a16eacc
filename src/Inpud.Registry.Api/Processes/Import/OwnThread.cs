namespace Inpud.Registry.Api.Processes.Import;

/// <summary>Runs a long work on a thread of its own.</summary>
/// <remarks>
/// SQLite works on the thread that asks it. A machine with one processor has one thread for requests at first, and adds one after half a second: an import on that thread held every read up so
/// long.
/// </remarks>
internal static class OwnThread
{
    public static Task RunAsync(Func<Task> work) =>
        Task.Factory.StartNew(
            () => work().GetAwaiter().GetResult(),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
}
