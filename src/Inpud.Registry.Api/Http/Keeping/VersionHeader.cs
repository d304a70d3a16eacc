using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>
/// The header <c>Registry-Version</c>. Each answer names a version of the public registry that is no older than what the answer shows. A client that sends the header back gets nothing older than
/// that, whichever node of several answers.
/// </summary>
/// <remarks>The name is the place in the public history, which everybody can read. A number that grows with each write was rejected: it would tell how much is written that is private.</remarks>
internal static class VersionHeader
{
    public const string Name = "Registry-Version";

    /// <summary>Lets the reads of a request show a copy of the database, such as a standby's, that has come as far as a version.</summary>
    public delegate void LetReadsBe(RegistryVersion atLeast);

    private sealed record Latest(RegistryVersion? Version);

    /// <summary>The version that the request named; null where it named none, or something else. <see cref="UseVersionHeader"/> refuses that later.</summary>
    public static PublicPlace? NamedOrNull(HttpRequest request) =>
        request.Headers.TryGetValue(Name, out var sent) && PublicPlace.TryParse(sent, out var place) ? place : null;

    /// <summary>Whether the latest version was still this one when the answer began. Null where the answer is none of the registry.</summary>
    public static bool? WasStill(HttpContext context, RegistryVersion version) =>
        context.Features.Get<Latest>() is { } latest ? ReferenceEquals(latest.Version, version) : null;

    /// <summary>Stands behind routing, and behind the parts that tell a private operation.</summary>
    public static void UseVersionHeader(this WebApplication app)
    {
        var now = app.Services.GetRequiredService<KeptAnswers.PublicVersionNow>();
        var letReadsBe = app.Services.GetRequiredService<LetReadsBe>();
        app.Use(
            async (context, next) =>
            {
                if (
                    context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>() is { } operation
                    && LastModified.IsOfTheRegistry(operation)
                )
                {
                    context.Response.OnStarting(() => NameAsync(context, now));
                    var version = await CheckAsync(context, now);
                    if (version is not null && HttpMethods.IsGet(context.Request.Method) && !PrivateAnswers.IsPrivate(context))
                    {
                        // It holds for what this method awaits, and would not if it were said in another one.
                        letReadsBe(version);
                    }
                }

                await next(context);
            }
        );
    }

    /// <summary>The version of now, which is no older than the one that the request names. Null where nobody can tell it.</summary>
    private static async Task<RegistryVersion?> CheckAsync(HttpContext context, KeptAnswers.PublicVersionNow now)
    {
        var sent = context.Request.Headers[Name];
        var named = NamedOrNull(context.Request);
        if (sent.Count > 0 && named is null)
        {
            throw Mistake(
                "malformed",
                "Send the value of this header of an answer as it is, such as 0b5c3f10-42, or leave the header out."
            );
        }

        var version = await now(named, anew: false);
        if (named is { } place && version?.Place.IsAtOrAfter(place) == false)
        {
            throw Mistake(
                "unknown-version",
                $"The registry has no version '{place}'. It was restored from a copy since, or the value is another registry's. Leave the header out, and read again what you keep."
            );
        }

        return version;
    }

    /// <summary>Looks when the answer is finished: what it shows was read before, so that the version is never too old.</summary>
    private static async Task NameAsync(HttpContext context, KeptAnswers.PublicVersionNow now)
    {
        var version = await now(null, anew: true);
        context.Features.Set(new Latest(version));
        if (version is null)
        {
            return;
        }

        var headers = context.Response.Headers;
        headers[Name] = version.Name;
        if (headers.CacheControl.ToString().StartsWith("public", StringComparison.Ordinal))
        {
            // A cache in front would give an answer of before to a client that names a later version.
            context.Response.VaryBy(Name);
        }
    }

    private static ProblemException Mistake(string code, string why) =>
        new(ProblemKind.InvalidRequest, $"{Name}: {why}", ProblemError.Of("header", Name, code, why));
}
