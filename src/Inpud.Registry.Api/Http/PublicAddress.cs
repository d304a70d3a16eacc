namespace Inpud.Registry.Api.Http;

/// <summary>The address by which clients reach the service. Every link in an answer is made here, since the service can stand behind a path, such as <c>https://example.org/registry</c>.</summary>
/// <param name="Configured">The address that <c>Registry:PublicUrl</c> gives; empty where clients use the request's own address.</param>
internal sealed record PublicAddress(string Configured)
{
    /// <summary>The path of the service that answers. It belongs to the flow of one request and not to the process: a process can hold several services.</summary>
    private static readonly AsyncLocal<string?> Current = new();

    /// <summary>The path before every address of the API, without a slash at the end; empty where there is none.</summary>
    public string Path { get; } = Configured.Length > 0 ? new Uri(Configured).AbsolutePath.TrimEnd('/') : "";

    public string Of(HttpContext context) =>
        Configured.Length > 0 ? Configured : $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}";

    /// <summary>The link to an address of the API, such as <c>/v1/groups</c>, as a client of the request that is answered must follow it.</summary>
    public static string Link(string address) => Current.Value + address;

    /// <summary>Stands before everything that answers. A proxy may take the path off or leave it on: both ways lead to the same operation.</summary>
    public void Use(IApplicationBuilder app)
    {
        if (Path.Length == 0)
        {
            return;
        }

        app.UsePathBase(Path);
        app.Use(
            async (context, next) =>
            {
                Enter();
                await next(context);
            }
        );
    }

    /// <summary>From here on, the links that the request's flow makes begin with the path.</summary>
    public void Enter() => Current.Value = Path;
}
