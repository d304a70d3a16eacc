using Microsoft.AspNetCore.Authentication;

namespace Inpud.Registry.Api.Http.Authentication;

internal static class AuthenticationServices
{
    public static void AddKeys(this IServiceCollection services)
    {
        services
            .AddAuthentication(KeyAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        services.AddAuthorization();
    }

    /// <summary>
    /// Checks keys, on public operations as well: whoever sends a key that is not valid would otherwise take the public answer for a steward's.
    /// </summary>
    public static void UseKeys(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use(
            (context, next) =>
                context.Request.Headers.Authorization.Count > 0 && context.User.Identity?.IsAuthenticated != true
                    ? context.ChallengeAsync()
                    : next(context)
        );
        app.UseAuthorization();
    }
}
