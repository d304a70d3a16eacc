using System.Globalization;
using System.Threading.RateLimiting;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http.Clients;

/// <summary>Limits how often a sender may send requests that need no key and that cost the registry's stewards work. All are decided before a body is read and before the database is asked.</summary>
internal static class RateLimits
{
    /// <summary>The limit on what a sender tries: applications that are refused, dry runs, and changes. Each of the three counts for itself, so that no dry run keeps an application out.</summary>
    public const string Tries = "tries";

    /// <param name="services">The services to add the limits to.</param>
    /// <param name="applicationsPerHour">How many applications the service takes from one sender in an hour.</param>
    /// <param name="triesPerHour">How many a sender may try in an hour.</param>
    public static void AddRateLimits(this IServiceCollection services, int applicationsPerHour, int triesPerHour)
    {
        services.AddSingleton(new ApplicationPermits(applicationsPerHour));
        services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(
                Tries,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        $"{KindOf(context)} {Client.Of(context)}",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = triesPerHour, Window = TimeSpan.FromHours(1) }
                    )
            );
            limits.OnRejected = async (rejected, _) => await RefuseAsync(rejected.HttpContext, rejected.Lease, triesPerHour, "tries");
        });
    }

    /// <summary>Refuses an application, and not its dry run, where its sender has no permit left.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        var permits = app.Services.GetRequiredService<ApplicationPermits>();
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<TakesPermit>() is not null && KindOf(context) != "dry-run")
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
        context.Request.Query["dryRun"] == "true" ? "dry-run"
        : HttpMethods.IsPost(context.Request.Method) ? "application"
        : "change";

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

/// <summary>Marks the operation that uses up a permit once it has recorded an application.</summary>
internal sealed record TakesPermit;
