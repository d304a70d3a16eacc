using System.Security.Claims;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Stewards;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Inpud.Registry.Api.Http.Authentication;

/// <summary>An OpenID Connect issuer whose tokens identify stewards, beside the registry's own keys.</summary>
/// <param name="Authority">Its address.</param>
/// <param name="Audience">The audience for which it must have made a token.</param>
/// <param name="ScopeClaim">The claim that holds the scopes.</param>
internal sealed record TokenIssuer(string Authority, string Audience, string ScopeClaim)
{
    public void Configure(JwtBearerOptions jwt, TimeProvider clock)
    {
        jwt.Authority = Authority;
        jwt.Audience = Audience;
        jwt.MapInboundClaims = false;
        jwt.RequireHttpsMetadata = Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        jwt.TokenValidationParameters.LifetimeValidator = (from, until, _, _) =>
            clock.GetUtcNow().UtcDateTime is var now && until > now && (from is null || from <= now.AddMinutes(1));
        jwt.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                if (KeyOf(context.Principal!, clock.GetUtcNow()) is { } key)
                {
                    context.HttpContext.Features.Set(new Steward(key));
                }
                else
                {
                    context.Fail("The token names no steward and no scope of the registry.");
                }

                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                // One sentence says why a token is refused: the library's own text would name keys and parts of the token.
                context.HandleResponse();
                const string Why =
                    "The registry does not take the token: it has expired, is of another issuer or audience, or names no scope.";
                context.Response.Headers.WWWAuthenticate =
                    $"Bearer realm=\"registry\", error=\"invalid_token\", error_description=\"{Why}\"";
                return ProblemWriter.WriteAsync(context.HttpContext, ProblemKind.Unauthenticated, Why);
            },
        };
    }

    /// <summary>Makes a key from the token's subject, name and scopes; null where it has no subject or no scope.</summary>
    private Key? KeyOf(ClaimsPrincipal principal, DateTimeOffset now)
    {
        var scopes = principal
            .FindAll(ScopeClaim)
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        return principal.FindFirstValue("sub") is { Length: > 0 } subject && scopes.Count > 0
            ? new Key(
                $"token {subject}",
                principal.FindFirstValue("name") ?? subject,
                new StewardScopes(scopes),
                now,
                Expires: null,
                Revoked: null
            )
            : null;
    }
}
