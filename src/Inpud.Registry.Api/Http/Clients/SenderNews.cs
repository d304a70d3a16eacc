namespace Inpud.Registry.Api.Http.Clients;

/// <summary>What nodes tell each other of senders, so that a limit holds for all nodes together: a permit that was taken, a try, an application that waits.</summary>
/// <remarks>
/// It stays in the memory of the nodes. A table was rejected: the addresses from which criminalised groups write would be the worst thing to lose. So a limit can be passed by a request or two that
/// reach two nodes at the same moment.
/// </remarks>
internal sealed class SenderNews(SenderNews.TellOthers tell)
{
    private readonly Dictionary<string, Action<string[]>> listeners = new(StringComparer.Ordinal);

    /// <summary>Tells the other nodes, at once or never.</summary>
    public delegate void TellOthers(string news);

    /// <summary>Calls an action with the words of each piece of news of a kind.</summary>
    public void On(string kind, Action<string[]> heard) => listeners[kind] = heard;

    /// <param name="kind">The kind of the news.</param>
    /// <param name="words">Ids and names, which have no spaces.</param>
    public void Tell(string kind, params IEnumerable<string> words) => tell(string.Join(' ', words.Prepend(kind)));

    /// <summary>Takes the news of another node. A node of another version can tell of more.</summary>
    public void Hear(string news)
    {
        if (news.Split(' ') is [var kind, _, ..] and [_, .. var words] && listeners.TryGetValue(kind, out var heard))
        {
            heard(words);
        }
    }
}
