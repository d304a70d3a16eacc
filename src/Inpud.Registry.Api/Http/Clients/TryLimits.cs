namespace Inpud.Registry.Api.Http.Clients;

/// <summary>The limits on what a sender tries: applications that are refused, dry runs, and changes. Each of the three counts for itself, so that no dry run keeps an application out.</summary>
internal sealed class TryLimits(int perHour, SenderNews news) : IDisposable
{
    public const string Application = "application";
    public const string Change = "change";
    public const string DryRun = "dry-run";

    private readonly Dictionary<string, HourlyLimit> kinds = new[] { Application, Change, DryRun }.ToDictionary(
        kind => kind,
        kind => new HourlyLimit($"try-{kind}", perHour, news),
        StringComparer.Ordinal
    );

    public int PerHour => perHour;

    public HourlyLimit Of(string kind) => kinds[kind];

    public void Dispose()
    {
        foreach (var limit in kinds.Values)
        {
            limit.Dispose();
        }
    }
}
