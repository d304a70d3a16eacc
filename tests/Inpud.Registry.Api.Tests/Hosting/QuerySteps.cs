using System.Collections.Concurrent;
using System.Reflection;
using Inpud.Registry.Api.Storage.Dialects;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Counts the steps that SQLite takes for the reads of a service. Unlike a time, their number is the same on every machine.</summary>
internal sealed class QuerySteps
{
    private readonly ConcurrentDictionary<string, string> statements = new();

    private long taken;

    public long Taken => Interlocked.Read(ref taken);

    /// <summary>Each statement that ran on a connection for reading or for writing, with its parameters, and which of the two; null where they are not kept.</summary>
    public IReadOnlyDictionary<string, string> Statements => statements;

    public void ForgetStatements() => statements.Clear();

    /// <summary>Whether the statements are kept.</summary>
    public bool KeepsStatements { get; init; }

    private void Begin(string statement, string opened)
    {
        // The index of words and the triggers run statements of their own within one of these.
        if (statement.StartsWith("--", StringComparison.Ordinal))
        {
            return;
        }

        statements.TryAdd(statement, opened);
    }

    /// <summary>Puts the counter in front of the service's database.</summary>
    public void CountFor(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IDialect));
        services.Remove(registered);
        services.AddSingleton(provider =>
        {
            var counted = DispatchProxy.Create<IDialect, Proxy>();
            var proxy = (Proxy)(object)counted;
            (proxy.Dialect, proxy.Steps) = ((IDialect)registered.ImplementationFactory!(provider), this);
            return counted;
        });
    }

    /// <summary>Passes every call on, and counts the steps of each connection for reading.</summary>
    // A proxy is derived from this type at run time.
#pragma warning disable CA1852
    internal class Proxy : DispatchProxy, IDisposable
#pragma warning restore CA1852
    {
        public IDialect Dialect { get; set; } = null!;

        public QuerySteps Steps { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            object? result;
            try
            {
                result = targetMethod!.Invoke(Dialect, args);
            }
            catch (TargetInvocationException e)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
                throw;
            }

            if (result is SqliteConnection connection)
            {
                if (Steps.KeepsStatements)
                {
                    raw.sqlite3_trace(
                        connection.Handle,
                        (strdelegate_trace)((_, statement) => Steps.Begin(statement, targetMethod.Name)),
                        null
                    );
                }

                raw.sqlite3_progress_handler(
                    connection.Handle,
                    targetMethod.Name == nameof(IDialect.OpenForReading) ? 1 : 0,
                    _ =>
                    {
                        Interlocked.Increment(ref Steps.taken);
                        return 0;
                    },
                    null
                );
            }

            return result;
        }

        public void Dispose() => (Dialect as IDisposable)?.Dispose();
    }
}
