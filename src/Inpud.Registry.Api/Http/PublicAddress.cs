namespace Inpud.Registry.Api.Http;

/// <summary>The address by which clients reach the service. Every link in an answer is made here, since the service can stand behind a path, such as <c>https://example.org/registry</c>.</summary>
/// <param name="Configured">The address that <c>Registry:PublicUrl</c> gives; empty where clients use the request's own address.</param>
internal sealed record PublicAddress(string Configured)
{
    /// <summary>The address of the service that answers. It belongs to the flow of one request and not to the process: a process can hold several services.</summary>
    private static readonly AsyncLocal<Place?> Current = new();

    /// <summary>The path before every address of the API, without a slash at the end; empty where there is none.</summary>
    public string Path { get; } = Configured.Length > 0 ? new Uri(Configured).AbsolutePath.TrimEnd('/') : "";

    /// <summary>
    /// The whole address of an operation, such as <c>https://example.org/registry/v1/groups</c>. Every link in a body is whole: a body is read where nobody knows its own address any more, as a file
    /// or in a spreadsheet.
    /// </summary>
    public static string Link(string address) => Current.Value?.Whole + address;

    /// <summary>The path of an operation, as a client of the request that is answered must follow it. It is for headers and for the type of a problem, which are read beside the address of the request.</summary>
    public static string Reference(string address) => Current.Value?.Path + address;

    /// <summary>Stands before everything that answers, and behind what settles the scheme of the request. A proxy may take the path off or leave it on: both ways lead to the same operation.</summary>
    public void Use(IApplicationBuilder app)
    {
        if (Path.Length > 0)
        {
            app.UsePathBase(Path);
        }

        app.Use(
            async (context, next) =>
            {
                Enter(Of(context));
                await next(context);
            }
        );
    }

    /// <summary>From here on, the links that the request's flow makes begin with the address of the settings. The address of the request is not believed here: its Host may be a wrong one.</summary>
    public void Enter() => Enter(Configured);

    private string Of(HttpContext context) =>
        Configured.Length > 0 ? Configured
        // HTTP/1.0 asks without a host.
        : context.Request.Host.HasValue ? $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}"
        : "";

    private void Enter(string whole) => Current.Value = new Place(whole, Path);

    private sealed record Place(string Whole, string Path);
}
