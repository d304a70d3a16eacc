using Microsoft.Extensions.Primitives;

namespace Inpud.Registry.Api.Http;

/// <summary>Keeps the endpoints of the operations. Routing asks for them and authorization asks for them, and the framework compiles all of them for each.</summary>
internal sealed class EndpointsMadeOnce(EndpointDataSource source) : EndpointDataSource
{
    /// <summary>FastEndpoints answers here with a list of its endpoints, for its own test helpers. The registry has no such address.</summary>
    private const string OfTestHelpers = "_test_url_cache_";

    private readonly Lazy<IReadOnlyList<Endpoint>> made = new(() =>
        [
            .. source.Endpoints.Where(endpoint =>
                endpoint is not RouteEndpoint { RoutePattern.RawText: OfTestHelpers or "/" + OfTestHelpers }
            ),
        ]
    );

    public override IReadOnlyList<Endpoint> Endpoints => made.Value;

    public override IChangeToken GetChangeToken() => source.GetChangeToken();

    /// <summary>Takes the place of the sources of the program, once all operations are mapped.</summary>
    public static void In(IEndpointRouteBuilder app)
    {
        EndpointDataSource[] sources = [.. app.DataSources];
        app.DataSources.Clear();
        foreach (var source in sources)
        {
            app.DataSources.Add(new EndpointsMadeOnce(source));
        }
    }
}
