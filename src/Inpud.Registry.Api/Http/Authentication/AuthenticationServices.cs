using Inpud.Registry.Domain.Stewards;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Inpud.Registry.Api.Http.Authentication;

internal static class AuthenticationServices
{
    private const string KeyOrToken = "KeyOrToken";

    /// <param name="services">The services to add the schemes to.</param>
    /// <param name="issuer">The issuer whose tokens are valid beside keys; null for none.</param>
    public static void AddKeys(this IServiceCollection services, TokenIssuer? issuer)
    {
        var authentication = services
            .AddAuthentication(issuer is null ? KeyAuthentication.SchemeName : KeyOrToken)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        if (issuer is not null)
        {
            authentication.AddPolicyScheme(
                KeyOrToken,
                displayName: null,
                options =>
                    options.ForwardDefaultSelector = context =>
                        IsToken(context) ? JwtBearerDefaults.AuthenticationScheme : KeyAuthentication.SchemeName
            );
            authentication.AddJwtBearer();
            services
                .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
                .Configure<TimeProvider>((options, clock) => issuer.Configure(options, clock));
        }

        services.KeepNoKeysForCookies();
        services.AddScoped<IAuthenticationService, HeaderAuthentication>();
        services.AddAuthorization();
    }

    /// <summary>The framework makes keys for cookies at each start, and leaves them unprotected in the home of the user. The registry has no cookies.</summary>
    private static void KeepNoKeysForCookies(this IServiceCollection services)
    {
        foreach (
            var start in services
                .Where(service =>
                    service.ServiceType == typeof(IHostedService)
                    && service.ImplementationType?.Assembly == typeof(DataProtectionServiceCollectionExtensions).Assembly
                )
                .ToList()
        )
        {
            services.Remove(start);
        }
    }

    /// <summary>
    /// Checks keys on public operations too. Somebody who sends a key that is not valid would otherwise take the public answer for a steward's.
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

    /// <summary>A token has two dots, and a key has none.</summary>
    private static bool IsToken(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header]
        && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && !header.Contains(KeyText.Prefix, StringComparison.Ordinal)
        && header.Count(letter => letter == '.') == 2;
}
