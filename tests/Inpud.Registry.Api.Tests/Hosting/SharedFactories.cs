using System.Collections.Concurrent;
using FastEndpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// FastEndpoints compiles a factory for each operation when a service starts. The tests start some three hundred services with the same operations, so they compile each factory once.
/// Everything else is left to the resolver of FastEndpoints.
/// </summary>
internal sealed class SharedFactories(IServiceResolver inner) : IServiceResolver
{
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = new();

    public static void AddTo(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IServiceResolver)).ImplementationType!;
        services.Replace(
            ServiceDescriptor.Singleton<IServiceResolver>(provider => new SharedFactories(
                (IServiceResolver)ActivatorUtilities.CreateInstance(provider, registered)
            ))
        );
    }

    public object CreateInstance(Type type, IServiceProvider? serviceProvider = null) =>
        serviceProvider is null
            ? inner.CreateInstance(type)
            : Factories.GetOrAdd(type, made => ActivatorUtilities.CreateFactory(made, Type.EmptyTypes))(serviceProvider, []);

    public object CreateSingleton(Type type) => inner.CreateSingleton(type);

    public IServiceScope CreateScope() => inner.CreateScope();

    public TService? TryResolve<TService>()
        where TService : class => inner.TryResolve<TService>();

    public object? TryResolve(Type typeOfService) => inner.TryResolve(typeOfService);

    public TService Resolve<TService>()
        where TService : class => inner.Resolve<TService>();

    public object Resolve(Type typeOfService) => inner.Resolve(typeOfService);

    public TService? TryResolve<TService>(string keyName)
        where TService : class => inner.TryResolve<TService>(keyName);

    public object? TryResolve(Type typeOfService, string keyName) => inner.TryResolve(typeOfService, keyName);

    public TService Resolve<TService>(string keyName)
        where TService : class => inner.Resolve<TService>(keyName);

    public object Resolve(Type typeOfService, string keyName) => inner.Resolve(typeOfService, keyName);
}
