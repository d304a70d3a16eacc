using System.Globalization;
using System.Threading.RateLimiting;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Clients;

/// <summary>Limits how often a sender may send requests that need no key and that cost the registry's stewards work. All are decided before a body is read and before the database is asked.</summary>
internal static class RateLimits
{
    /// <param name="services">The services to add the limits to.</param>
    /// <param name="applicationsPerHour">How many applications the service takes from one sender in an hour.</param>
    /// <param name="triesPerHour">How many a sender may try in an hour.</param>
    public static void AddRateLimits(this IServiceCollection services, int applicationsPerHour, int triesPerHour)
    {
        services.AddSingleton(provider => new ApplicationPermits(
            applicationsPerHour,
            provider.GetRequiredService<Senders>(),
            provider.GetRequiredService<SenderNews>()
        ));
        services.AddSingleton(provider => new TryLimits(triesPerHour, provider.GetRequiredService<SenderNews>()));
    }

    /// <summary>Refuses what a sender tries too often, and an application, but not its dry run, where its sender has no permit left.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        var tries = app.Services.GetRequiredService<TryLimits>();
        var permits = app.Services.GetRequiredService<ApplicationPermits>();
        var senders = app.Services.GetRequiredService<Senders>();
        app.Use(
            async (context, next) =>
            {
                var metadata = context.GetEndpoint()?.Metadata;
                if (metadata?.GetMetadata<CountsTries>() is not null)
                {
                    using var lease = tries.Of(KindOf(context)).Take(senders.Of(context));
                    if (!lease.IsAcquired)
                    {
                        await RefuseAsync(context, lease, tries.PerHour, "tries");
                        return;
                    }
                }

                if (metadata?.GetMetadata<TakesPermit>() is not null && KindOf(context) != TryLimits.DryRun)
                {
                    using var lease = permits.Look(context);
                    if (!lease.IsAcquired)
                    {
                        await RefuseAsync(context, lease, permits.PerHour, "applications");
                        return;
                    }
                }

                await next(context);
            }
        );
    }

    private static string KindOf(HttpContext context) =>
        context.Request.Query["dryRun"] == "true" ? TryLimits.DryRun
        : HttpMethods.IsPost(context.Request.Method) ? TryLimits.Application
        : TryLimits.Change;

    private static Task RefuseAsync(HttpContext context, RateLimitLease lease, int perHour, string what)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromHours(1);
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.RetryAfter = seconds;
        return ProblemWriter.WriteAsync(
            context,
            ProblemKind.TooManyRequests,
            $"The service takes {perHour.ToString(CultureInfo.InvariantCulture)} {what} an hour from your address. Try again in {seconds} seconds."
        );
    }
}

/// <summary>Marks an operation of which a sender may try only so many in an hour.</summary>
internal sealed record CountsTries;

/// <summary>Marks the operation that uses up a permit once it has recorded an application.</summary>
internal sealed record TakesPermit;
