namespace Inpud.Registry.Api.Http;

/// <summary>The styles that stand inside of what the program draws, by the checksums under which a browser may use them.</summary>
/// <param name="OfPages">The style of the map on a page.</param>
/// <param name="OfPictures">The styles of pictures, in each of their themes.</param>
internal sealed record DrawnStyles(string OfPages, IReadOnlyList<string> OfPictures);

/// <summary>Headers that keep a browser from doing with an answer what it is not meant for.</summary>
internal static class SecurityHeaders
{
    /// <summary>
    /// Strict for data and our own pages, which take their style and their pictures from the program and have no script; pictures have the styles that the program draws; what is made to be
    /// embedded, and nothing else, may stand on other sites; Swagger UI alone may run its scripts and styles.
    /// </summary>
    public static void UseRegistrySecurityHeaders(this IApplicationBuilder app, DrawnStyles styles)
    {
        // The address is looked at once, and not for each kind.
        app.Use(next =>
        {
            var of = Allowed(styles)
                .ToDictionary(
                    kind => kind.Key,
                    kind =>
                    {
                        var branch = app.New();
                        branch.UseSecurityHeaders(HeadersOf(kind.Key, kind.Value));
                        branch.Run(next);
                        return branch.Build();
                    }
                );
            return context => of[Of(context.Request.Path)](context);
        });
    }

    private static Dictionary<KindOf, Action<CspBuilder>> Allowed(DrawnStyles styles) =>
        new()
        {
            [KindOf.Page] = csp =>
            {
                csp.AddStyleSrc().Self().WithHash256(styles.OfPages);
                csp.AddImgSrc().Self();
                csp.AddFrameAncestors().None();
                // The search.
                csp.AddFormAction().Self();
            },
            [KindOf.Picture] = csp =>
            {
                _ = styles.OfPictures.Aggregate(csp.AddStyleSrc(), (allowed, style) => allowed.WithHash256(style));
                csp.AddFrameAncestors().None();
                csp.AddFormAction().None();
            },
            [KindOf.Frame] = csp =>
            {
                csp.AddStyleSrc().Self().WithHash256(styles.OfPages);
                csp.AddImgSrc().Self();
                csp.AddFrameAncestors().From("*");
                csp.AddFormAction().None();
            },
            [KindOf.FrameMaker] = csp =>
            {
                csp.AddStyleSrc().Self();
                csp.AddImgSrc().Self();
                // The preview.
                csp.AddFrameSrc().Self();
                csp.AddFrameAncestors().None();
                csp.AddFormAction().Self();
            },
            [KindOf.Swagger] = csp =>
            {
                csp.AddScriptSrc().Self().UnsafeInline();
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddImgSrc().Self().Data();
                csp.AddFontSrc().Self();
                csp.AddConnectSrc().Self();
                csp.AddFrameAncestors().None();
                csp.AddFormAction().None();
            },
        };

    private enum KindOf
    {
        Page,
        Picture,
        Frame,
        FrameMaker,
        Swagger,
    }

    private static HeaderPolicyCollection HeadersOf(KindOf kind, Action<CspBuilder> allow)
    {
        var headers = new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddStrictTransportSecurityMaxAgeIncludeSubDomains()
            .AddCrossOriginResourcePolicy(policy => policy.CrossOrigin())
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddBaseUri().None();
                allow(csp);
            })
            .RemoveServerHeader();
        if (kind != KindOf.Frame)
        {
            headers.AddFrameOptionsDeny();
        }

        return headers;
    }

    private static KindOf Of(PathString path) =>
        path.StartsWithSegments("/swagger", StringComparison.Ordinal) ? KindOf.Swagger
        : path == "/embed" ? KindOf.FrameMaker
        : path.StartsWithSegments("/embed", StringComparison.Ordinal) ? KindOf.Frame
        : path.StartsWithSegments("/v1", StringComparison.Ordinal) && path.Value!.EndsWith(".svg", StringComparison.Ordinal)
            ? KindOf.Picture
        : KindOf.Page;
}
