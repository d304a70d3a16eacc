using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace Inpud.Registry.Api.Http.Clients;

/// <summary>The permits for applications that each sender has in an hour. An application that is recorded uses one up: a mistaken one, a dry run and a repeated one do not.</summary>
internal sealed class ApplicationPermits(int perHour) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> permits = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(
            Client.Of(context),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perHour, Window = TimeSpan.FromHours(1) }
        )
    );

    /// <summary>The hashes of the Idempotency-Keys whose permit was used up. Their application can be asked for again by a sender who has no permit left.</summary>
    private readonly MemoryCache used = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public int PerHour => perHour;

    /// <summary>Looks whether the sender has a permit left, or repeats an application, and takes none.</summary>
    public RateLimitLease Look(HttpContext context)
    {
        var lease = permits.AttemptAcquire(context, permitCount: 0);
        return lease.IsAcquired || !(HashOrNull(context) is { } hash && used.TryGetValue(hash, out _)) ? lease : new Repeated();
    }

    /// <summary>Takes a permit; false where others of the same sender took the last one meanwhile.</summary>
    public bool Take(HttpContext context)
    {
        using var lease = permits.AttemptAcquire(context);
        if (lease.IsAcquired && HashOrNull(context) is { } hash)
        {
            used.Set(hash, value: true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) });
        }

        return lease.IsAcquired;
    }

    public void Dispose()
    {
        permits.Dispose();
        used.Dispose();
    }

    private static string? HashOrNull(HttpContext context) =>
        context.Request.Headers["Idempotency-Key"] is [{ } key]
            ? $"{Client.Of(context)} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}"
            : null;

    /// <summary>Lets a repeated application in, which takes no permit.</summary>
    private sealed class Repeated : RateLimitLease
    {
        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
