using Inpud.Registry.Domain.Provenance;
using Microsoft.AspNetCore.Http.Features;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>
/// Keeps the public answers that were sent, and sends them again ahead of the whole program for as long as the public registry and the day are the same. It keeps nothing of a request with a
/// key, and nothing that says of itself that no cache may keep it.
/// </summary>
/// <param name="most">How much memory the answers may take, in bytes; 0 keeps none.</param>
/// <param name="now">Tells the version of the public registry.</param>
internal sealed class KeptAnswers(long most, KeptAnswers.PublicVersionNow now)
{
    /// <summary>The longest body that is kept.</summary>
    private const int LongestBody = 512 * 1024;

    /// <summary>The version of the public registry, days included: the same object for as long as the version is. Null where nobody can tell it.</summary>
    /// <param name="atLeast">A place that a reader has seen. The version is not of before it, if the registry has the place at all.</param>
    /// <param name="anew">True for the version of now. False for that of a moment ago, where other nodes write to the registry, too.</param>
    public delegate ValueTask<RegistryVersion?> PublicVersionNow(PublicPlace? atLeast, bool anew);

    private readonly AnswerStore store = new(most);
    private long hits;

    /// <summary>False where the settings turn it off.</summary>
    public bool IsOn => most > 0;

    /// <summary>How many requests were answered from here.</summary>
    public long Hits => Interlocked.Read(ref hits);

    /// <summary>What the answers need in memory, in bytes.</summary>
    public long Size => store.Size;

    /// <summary>Forgets the answers at once where the public registry has changed. Who writes calls it, so that nothing that a write has hidden waits in memory for the next request.</summary>
    public async Task RenewAsync()
    {
        if (store.Version is not null)
        {
            store.Renew(await now(null, anew: false));
        }
    }

    /// <summary>
    /// The items of lists of the present version. Null where nobody can tell the version. What is read after this is of the version, where <see cref="StillHoldsAsync"/> says so afterwards.
    /// </summary>
    public async ValueTask<RegistryVersion?> VersionAsync()
    {
        var version = IsOn ? await now(null, anew: false) : null;
        store.Renew(version);
        return version;
    }

    /// <summary>Whether it is the same version still.</summary>
    public async ValueTask<bool> StillHoldsAsync(RegistryVersion version) => ReferenceEquals(await now(null, anew: true), version);

    /// <summary>The item of a list as of a day, as it was written before; null where it was not.</summary>
    public WrittenItem? ItemOrNull(in ItemKey key, DateOnly day) => store.ItemOrNull(key, day);

    /// <summary>Keeps an item that was made of a version.</summary>
    public void Keep(in ItemKey key, WrittenItem item, RegistryVersion version) => store.Add(key, item, version);

    /// <summary>Answers from what is kept, or else hands the request on and keeps the answer.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!AnswerKey.TryRead(context, out var key))
        {
            return next(context);
        }

        var named = VersionHeader.NamedOrNull(context.Request);
        var version = now(named, anew: false);
        return version.IsCompletedSuccessfully
            ? AnswerAsync(context, next, key, named, version.Result)
            : AnswerLaterAsync(context, next, key, named, version);
    }

    private async Task AnswerLaterAsync(
        HttpContext context,
        RequestDelegate next,
        AnswerKey key,
        PublicPlace? named,
        ValueTask<RegistryVersion?> version
    ) => await AnswerAsync(context, next, key, named, await version);

    private Task AnswerAsync(HttpContext context, RequestDelegate next, in AnswerKey key, PublicPlace? named, RegistryVersion? version)
    {
        store.Renew(version);
        if (version is null || !IsNoOlder(context, version, named))
        {
            return next(context);
        }

        if (
            store.FindOrNull(key) is { } answer
            && answer.TrySend(context, HttpMethods.IsHead(context.Request.Method), version, out var sending)
        )
        {
            Interlocked.Increment(ref hits);
            return sending;
        }

        return KeepAsync(context, next, key, version);
    }

    /// <summary>Whether the version is as late as the one that the request names. A request that names something else is refused later.</summary>
    private static bool IsNoOlder(HttpContext context, RegistryVersion version, PublicPlace? named) =>
        named is { } place ? version.Place.IsAtOrAfter(place) : context.Request.Headers[VersionHeader.Name].Count == 0;

    private async Task KeepAsync(HttpContext context, RequestDelegate next, AnswerKey key, RegistryVersion version)
    {
        // A later part of the pipeline answers HEAD as GET.
        var isHead = HttpMethods.IsHead(context.Request.Method);
        var inner = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var held = new HeldBody(inner, (int)Math.Min(LongestBody, most / 8));
        context.Features.Set<IHttpResponseBodyFeature>(held);
        try
        {
            await next(context);
            await held.CompleteAsync();
        }
        finally
        {
            context.Features.Set(inner);
        }

        if (!held.IsPassedOn)
        {
            await SendAsync(context, isHead, held, key, version);
        }
    }

    private async Task SendAsync(HttpContext context, bool isHead, HeldBody held, AnswerKey key, RegistryVersion version)
    {
        var response = context.Response;
        var body = held.ToArray();
        var isUnchanged = response.StatusCode == StatusCodes.Status304NotModified;
        if (!isUnchanged && body.Length == 0)
        {
            await (held.MustStart ? response.StartAsync(context.RequestAborted) : Task.CompletedTask);
            return;
        }

        var mayBeKept = KeptAnswer.IsForEverybody(response);
        if (mayBeKept && !isUnchanged)
        {
            // Compression leaves the length out. It is known now, and the kept answer has it.
            response.ContentLength = body.Length;
        }

        // The last headers are set when the answer begins.
        await response.StartAsync(context.RequestAborted);
        if (
            mayBeKept
            && KeptAnswer.OfOrNull(context, key, body) is { } answer
            && (VersionHeader.WasStill(context, version) ?? await StillHoldsAsync(version))
        )
        {
            // The version is the one that was there before the program read anything: what it read is of that version.
            store.Add(key, answer, version);
        }

        if (body.Length > 0 && !(isHead && mayBeKept))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
