using System.Diagnostics;

namespace Inpud.Registry.Benchmarks.Driving;

/// <summary>What a load came to.</summary>
/// <param name="Rate">Answers in a second.</param>
/// <param name="Times">The time of each answer.</param>
internal sealed record Outcome(double Rate, Latencies Times)
{
    public double P50 => Times.Milliseconds(0.5);

    public double P99 => Times.Milliseconds(0.99);
}

/// <summary>Drives a server with several connections at once. An answer with another status, or of another length than it must have, ends the run.</summary>
internal static class Driver
{
    /// <summary>Sends the same requests over and over.</summary>
    public static Outcome Repeat(int port, IReadOnlyList<Request> requests, TimeSpan time, int connections) =>
        Run(port, connections, time, (number, count) => requests[(int)(((number * 7_919L) + count) % requests.Count)]);

    /// <summary>Sends each request once, or as many as the time allows.</summary>
    public static Outcome Once(int port, RequestSource requests, TimeSpan time, int connections) =>
        Run(port, connections, time, (_, _) => requests.NextOrNull());

    /// <param name="port">The port of the server.</param>
    /// <param name="connections">How many connections there are.</param>
    /// <param name="time">How long to go on.</param>
    /// <param name="next">The next request of a connection, from its number and the count of its requests; null where there is none.</param>
    /// <param name="answered">What to do with each answer.</param>
    public static Outcome Run(
        int port,
        int connections,
        TimeSpan time,
        Func<int, int, Request?> next,
        Action<int, Request, HttpConnection>? answered = null
    )
    {
        var times = Enumerable.Range(0, connections).Select(_ => new Latencies()).ToArray();
        Exception? failure = null;
        using var ready = new CountdownEvent(connections);
        using var go = new ManualResetEventSlim();
        var began = 0L;
        var threads = Enumerable
            .Range(0, connections)
            .Select(number => new Thread(
                () =>
                {
                    try
                    {
                        using var connection = new HttpConnection(port);
                        ready.Signal();
                        go.Wait();
                        Drive(connection, number, began, time, next, answered, times[number]);
                    }
                    catch (Exception e)
                    {
                        failure ??= e;
                    }
                },
                maxStackSize: 256 * 1024
            ))
            .ToList();
        threads.ForEach(thread => thread.Start());
        ready.Wait(TimeSpan.FromSeconds(10));
        began = Stopwatch.GetTimestamp();
        go.Set();
        threads.ForEach(thread => thread.Join());
        if (failure is not null)
        {
            throw new InvalidOperationException($"A load broke off: {failure.Message}", failure);
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        var all = new Latencies();
        foreach (var of in times)
        {
            all.Add(of);
        }

        return new Outcome(all.Count / elapsed.TotalSeconds, all);
    }

    private static void Drive(
        HttpConnection connection,
        int number,
        long began,
        TimeSpan time,
        Func<int, int, Request?> next,
        Action<int, Request, HttpConnection>? answered,
        Latencies times
    )
    {
        for (var count = 0; Stopwatch.GetElapsedTime(began) < time && next(number, count) is { } request; count++)
        {
            var sent = Stopwatch.GetTimestamp();
            connection.Send(request.Bytes);
            times.Add(Stopwatch.GetElapsedTime(sent));
            if (connection.Status != request.Status || (request.Length is { } length && connection.Length != length))
            {
                throw new InvalidOperationException(
                    $"{request.Target} has the status {connection.Status} and {connection.Length} bytes, where {request.Status} and {request.Length} are right."
                );
            }

            answered?.Invoke(number, request, connection);
        }
    }
}

/// <summary>Requests of which each is sent once in a run, so that no server has its answer already.</summary>
internal sealed class RequestSource(IReadOnlyList<Request> requests)
{
    private int next = -1;

    /// <summary>How many are left.</summary>
    public int Left => Math.Max(requests.Count - next - 1, 0);

    /// <summary>A source of the next so many requests.</summary>
    public RequestSource Take(int count)
    {
        var first = Interlocked.Add(ref next, count) - count + 1;
        return new RequestSource([.. requests.Skip(first).Take(count)]);
    }

    public Request? NextOrNull() => Interlocked.Increment(ref next) is var at && at < requests.Count ? requests[at] : null;
}
