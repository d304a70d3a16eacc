namespace Inpud.Registry.Api.Http;

/// <summary>Headers that keep a browser from doing with an answer what it is not meant for.</summary>
internal static class SecurityHeaders
{
    /// <summary>Strict for data and our own pages, which take their style and their pictures from the program and have no script; Swagger UI alone may run its scripts and styles.</summary>
    public static void UseRegistrySecurityHeaders(this IApplicationBuilder app)
    {
        app.UseWhen(
            context => !IsSwagger(context),
            strict =>
                strict.UseSecurityHeaders(
                    Common()
                        .AddContentSecurityPolicy(csp =>
                        {
                            csp.AddDefaultSrc().None();
                            csp.AddStyleSrc().Self();
                            csp.AddImgSrc().Self();
                            csp.AddFrameAncestors().None();
                            csp.AddBaseUri().None();
                            csp.AddFormAction().None();
                        })
                )
        );
        app.UseWhen(
            IsSwagger,
            swagger =>
                swagger.UseSecurityHeaders(
                    Common()
                        .AddContentSecurityPolicy(csp =>
                        {
                            csp.AddDefaultSrc().None();
                            csp.AddScriptSrc().Self().UnsafeInline();
                            csp.AddStyleSrc().Self().UnsafeInline();
                            csp.AddImgSrc().Self().Data();
                            csp.AddFontSrc().Self();
                            csp.AddConnectSrc().Self();
                            csp.AddFrameAncestors().None();
                            csp.AddBaseUri().None();
                            csp.AddFormAction().None();
                        })
                )
        );
    }

    private static HeaderPolicyCollection Common() =>
        new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            .AddReferrerPolicyNoReferrer()
            .AddStrictTransportSecurityMaxAgeIncludeSubDomains()
            .AddCrossOriginResourcePolicy(policy => policy.CrossOrigin())
            .RemoveServerHeader();

    private static bool IsSwagger(HttpContext context) => context.Request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal);
}
