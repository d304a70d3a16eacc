using System.Data;
using System.Data.Common;
using System.Reflection;
using Inpud.Registry.Api.Storage.Dialects;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Stands in front of the database of a service: it passes every call on, and shows each connection that the service opens for its sessions.</summary>
// A proxy is derived from this type at run time.
#pragma warning disable CA1852
internal class WatchedDialect : DispatchProxy, IDisposable
#pragma warning restore CA1852
{
    private IDialect dialect = null!;
    private Action<DbConnection, bool> opened = null!;

    /// <param name="services">The services whose database is watched.</param>
    /// <param name="opened">What to do with a connection, and whether it is one for reading. The service takes it afterwards.</param>
    public static void PutBefore(IServiceCollection services, Action<DbConnection, bool> opened)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IDialect));
        services.Remove(registered);
        services.AddSingleton(provider =>
        {
            var watched = Create<IDialect, WatchedDialect>();
            var proxy = (WatchedDialect)(object)watched;
            (proxy.dialect, proxy.opened) = ((IDialect)registered.ImplementationFactory!(provider), opened);
            return watched;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.Invoke(dialect, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
        if (result is DbConnection connection && connection is not PostgresConnection { State: ConnectionState.Closed })
        {
            opened(connection, targetMethod.Name == nameof(IDialect.OpenForReading));
        }

        // A server's connection for reading comes from the pool when its session begins.
        return result is ValueTask<DbTransaction> beginning && args![0] is PostgresConnection reading
            ? new ValueTask<DbTransaction>(ShowAsync(beginning, reading))
            : result;
    }

    private async Task<DbTransaction> ShowAsync(ValueTask<DbTransaction> beginning, PostgresConnection reading)
    {
        var begun = await beginning;
        opened(reading, true);
        return begun;
    }

    public void Dispose() => (dialect as IDisposable)?.Dispose();
}
