using System.Globalization;
using System.Threading.RateLimiting;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Http;

/// <summary>Limits how often an address may send requests that cost the registry's stewards work.</summary>
internal static class RateLimits
{
    /// <summary>The limit on applications from one address.</summary>
    public const string Applications = "applications";

    /// <param name="services">The services to add the limits to.</param>
    /// <param name="applicationsPerHour">How many applications the service takes from one address in an hour.</param>
    public static void AddRateLimits(this IServiceCollection services, int applicationsPerHour) =>
        services.AddRateLimiter(limits =>
        {
            limits.AddPolicy(
                Applications,
                context =>
                    RateLimitPartition.GetFixedWindowLimiter(
                        context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = applicationsPerHour, Window = TimeSpan.FromHours(1) }
                    )
            );
            limits.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromHours(1);
                var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                rejected.HttpContext.Response.Headers.RetryAfter = seconds;
                await ProblemWriter.WriteAsync(
                    rejected.HttpContext,
                    ProblemKind.TooManyRequests,
                    $"The service takes {applicationsPerHour.ToString(CultureInfo.InvariantCulture)} applications an hour from your address. Try again in {seconds} seconds."
                );
            };
        });
}
