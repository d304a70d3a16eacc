namespace Inpud.Registry.Api.Http;

/// <summary>The address by which clients reach the service, for answers that need whole addresses.</summary>
/// <param name="Configured">The address that <c>Registry:PublicUrl</c> gives; empty where clients use the request's own address.</param>
internal sealed record PublicAddress(string Configured)
{
    public string Of(HttpContext context) =>
        Configured.Length > 0 ? Configured : $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}";
}
