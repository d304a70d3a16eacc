using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Inpud.Registry.Api.Http.Authentication;

/// <summary>Authenticates requests by their Authorization header. A request without one is nobody's, and no scheme is asked about it: nearly all reads are of this kind.</summary>
internal sealed class HeaderAuthentication(
    IAuthenticationSchemeProvider schemes,
    IAuthenticationHandlerProvider handlers,
    IClaimsTransformation transform,
    IOptions<AuthenticationOptions> options
) : AuthenticationService(schemes, handlers, transform, options)
{
    private static readonly Task<AuthenticateResult> Nobody = Task.FromResult(AuthenticateResult.NoResult());

    public override Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) =>
        context.Request.Headers.Authorization.Count == 0 ? Nobody : base.AuthenticateAsync(context, scheme);
}
