using System.Threading.RateLimiting;

namespace Inpud.Registry.Api.Http.Clients;

/// <summary>How often each of many senders may do something in an hour, on all nodes together.</summary>
internal sealed class HourlyLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> permits;
    private readonly SenderNews news;
    private readonly string kind;

    /// <param name="kind">What is limited, in a word.</param>
    /// <param name="perHour">How often.</param>
    /// <param name="news">Tells of what is taken on other nodes.</param>
    public HourlyLimit(string kind, int perHour, SenderNews news)
    {
        (this.kind, this.news) = (kind, news);
        permits = PartitionedRateLimiter.Create<string, string>(sender =>
            RateLimitPartition.GetFixedWindowLimiter(
                sender,
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perHour, Window = TimeSpan.FromHours(1) }
            )
        );
        news.On(kind, words => permits.AttemptAcquire(words[0]).Dispose());
    }

    /// <summary>Looks whether there is a permit left, and takes none.</summary>
    public RateLimitLease Look(string sender) => permits.AttemptAcquire(sender, permitCount: 0);

    public RateLimitLease Take(string sender)
    {
        var lease = permits.AttemptAcquire(sender);
        if (lease.IsAcquired)
        {
            news.Tell(kind, sender);
        }

        return lease;
    }

    public void Dispose() => permits.Dispose();
}
