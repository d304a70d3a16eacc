using System.Collections.Concurrent;
using System.Globalization;
using Inpud.Registry.Api.Http.Clients;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>Keeps one sender, or a few of one owner, from filling a network's queue, so that there is room for the others.</summary>
/// <remarks>
/// The senders are kept in memory alone, and are forgotten with the process: a table of the addresses from which criminalised groups wrote would be the worst thing to lose. All methods run
/// inside a write, so that no two senders are counted at once.
/// </remarks>
internal sealed class QueueShares
{
    private readonly Senders senders;
    private readonly SenderNews news;

    public QueueShares(Senders senders, SenderNews news)
    {
        (this.senders, this.news) = (senders, news);
        news.On(
            Waits,
            words =>
            {
                if (words is [var id, var network, .. { Length: > 0 } from] && from.Length == Shares.Length)
                {
                    sent[id] = new Sent(network, from);
                }
            }
        );
    }

    private const string Waits = "waits";

    private const int LongestQueue = 500;

    /// <summary>How many applications may wait of one sender, of the network around it, and of the provider around that.</summary>
    private static readonly int[] Shares = [20, 50, 100];

    private readonly ConcurrentDictionary<string, Sent> sent = new(StringComparer.Ordinal);

    private sealed record Sent(string Network, IReadOnlyList<string> From);

    /// <summary>Throws where the queue has no room for the sender.</summary>
    public async Task CheckAsync(WriteSession write, string network, HttpContext context)
    {
        var open = await ApplicationRecordSql.OpenAsync(write, network);
        Forget(network, open);
        var waiting = open.Where(row => row.IsWaiting).Select(row => row.Id).ToList();
        if (waiting.Count >= LongestQueue)
        {
            throw new ProblemException(
                ProblemKind.TooManyRequests,
                "The network has more applications before it than it can look at. Try again in a few days."
            );
        }

        var from = senders.WithNetworksOf(context);
        for (var i = 0; i < Shares.Length; i++)
        {
            if (waiting.Count(id => sent.TryGetValue(id, out var other) && other.From[i] == from[i]) >= Shares[i])
            {
                throw new ProblemException(
                    ProblemKind.TooManyRequests,
                    $"{Shares[i].ToString(CultureInfo.InvariantCulture)} applications from {(i == 0 ? "your address" : "addresses near yours")} wait for the network already. Try again when it has looked at some of them."
                );
            }
        }
    }

    /// <summary>Notes who sent an application that was recorded.</summary>
    public void Note(string id, string network, HttpContext context)
    {
        var from = senders.WithNetworksOf(context);
        sent[id] = new Sent(network, from);
        news.Tell(Waits, from.Prepend(network).Prepend(id));
    }

    /// <summary>Forgets the senders of applications that can wait no more, since the network has decided on them.</summary>
    private void Forget(string network, IReadOnlyList<ApplicationRecordSql.Open> open)
    {
        var ids = open.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, _) in sent.Where(entry => entry.Value.Network == network && !ids.Contains(entry.Key)))
        {
            sent.TryRemove(id, out _);
        }
    }
}
