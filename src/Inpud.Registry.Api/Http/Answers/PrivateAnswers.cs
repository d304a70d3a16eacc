using FastEndpoints;
using Inpud.Registry.Api.Http.Authentication;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>
/// The answers to requests with a key or with an applicant's link, problems included. No cache keeps them, the browser's own included: a computer that several people use would show them
/// to the next. They are not compressed either: the length of a compressed answer can betray a secret in it to whoever can have a part of it chosen (BREACH).
/// </summary>
internal static class PrivateAnswers
{
    private sealed record Mark;

    public static bool IsPrivate(HttpContext context) => context.Features.Get<Mark>() is not null;

    /// <summary>Stands before everything that answers, and marks requests with a key: a valid one, or what somebody takes for one.</summary>
    public static void UsePrivateAnswers(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (context.Request.Headers.Authorization.Count > 0)
                {
                    MakePrivate(context);
                }

                return next(context);
            }
        );

    /// <summary>Stands behind routing, and marks requests to operations whose every answer is private.</summary>
    public static void UsePrivateOperations(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var type = context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>()?.EndpointType;
                if (type?.IsAssignableTo(typeof(IForStewards)) == true || type?.IsAssignableTo(typeof(IForApplicants)) == true)
                {
                    MakePrivate(context);
                }

                return next(context);
            }
        );

    /// <summary>The mark outlasts a failure, which takes the operation off the request. The header is set last of all, so that no operation can set another.</summary>
    private static void MakePrivate(HttpContext context)
    {
        context.Features.Set(new Mark());
        context.Response.OnStarting(
            static response =>
            {
                ((HttpResponse)response).Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            },
            context.Response
        );
    }
}

/// <summary>Compresses public answers alone.</summary>
internal sealed class PublicCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    public override bool ShouldCompressResponse(HttpContext context) =>
        !PrivateAnswers.IsPrivate(context) && base.ShouldCompressResponse(context);
}
