using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;

namespace Inpud.Registry.Api.Http.Clients;

/// <summary>The permits for applications that each sender has in an hour. An application that is recorded uses one up: a mistaken one, a dry run and a repeated one do not.</summary>
internal sealed class ApplicationPermits : IDisposable
{
    private const string Repeatable = "repeatable";

    private readonly HourlyLimit permits;
    private readonly Senders senders;
    private readonly SenderNews news;

    /// <summary>The hashes of the Idempotency-Keys whose permit was used up. Their application can be asked for again by a sender who has no permit left.</summary>
    private readonly MemoryCache used = new(new MemoryCacheOptions { SizeLimit = 100_000 });

    public ApplicationPermits(int perHour, Senders senders, SenderNews news)
    {
        (PerHour, this.senders, this.news) = (perHour, senders, news);
        permits = new HourlyLimit("application", perHour, news);
        news.On(Repeatable, words => Note(words[0]));
    }

    public int PerHour { get; }

    /// <summary>Looks whether the sender has a permit left, or repeats an application, and takes none.</summary>
    public RateLimitLease Look(HttpContext context)
    {
        var lease = permits.Look(senders.Of(context));
        return lease.IsAcquired || !(HashOrNull(context) is { } hash && used.TryGetValue(hash, out _)) ? lease : new Repeated();
    }

    /// <summary>Takes a permit; false where others of the same sender took the last one meanwhile.</summary>
    public bool Take(HttpContext context)
    {
        using var lease = permits.Take(senders.Of(context));
        if (lease.IsAcquired && HashOrNull(context) is { } hash)
        {
            Note(hash);
            news.Tell(Repeatable, hash);
        }

        return lease.IsAcquired;
    }

    public void Dispose()
    {
        permits.Dispose();
        used.Dispose();
    }

    private void Note(string hash) =>
        used.Set(hash, value: true, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) });

    private string? HashOrNull(HttpContext context) =>
        context.Request.Headers["Idempotency-Key"] is [{ } key]
            ? $"{senders.Of(context)}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}"
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
