namespace Inpud.Registry.Api.Http;

/// <summary>Headers that keep a browser from doing with an answer what it is not meant for.</summary>
internal static class SecurityHeaders
{
    /// <summary>Strict for data and our own pages; pictures have a style of their own; Swagger UI alone may run its scripts and styles.</summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="styles">The checksums of the styles of pictures. A browser that opens a picture by itself runs no other style in it.</param>
    public static void UseRegistrySecurityHeaders(this IApplicationBuilder app, IReadOnlyList<string> styles)
    {
        app.UseWhen(
            context => IsPicture(context),
            picture =>
                picture.UseSecurityHeaders(
                    Common()
                        .AddContentSecurityPolicy(csp =>
                        {
                            csp.AddDefaultSrc().None();
                            var style = csp.AddStyleSrc();
                            foreach (var checksum in styles)
                            {
                                style.WithHash256(checksum);
                            }

                            csp.AddFrameAncestors().None();
                            csp.AddBaseUri().None();
                            csp.AddFormAction().None();
                        })
                )
        );
        app.UseWhen(
            context => !IsSwagger(context) && !IsPicture(context),
            strict =>
                strict.UseSecurityHeaders(
                    Common()
                        .AddContentSecurityPolicy(csp =>
                        {
                            csp.AddDefaultSrc().None();
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

    private static bool IsPicture(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        && context.Request.Path.Value!.EndsWith(".svg", StringComparison.Ordinal);

    private static bool IsSwagger(HttpContext context) => context.Request.Path.StartsWithSegments("/swagger", StringComparison.Ordinal);
}
