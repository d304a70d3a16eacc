using Inpud.Registry.Api.Storage.Dialects;

namespace Inpud.Registry.Api;

/// <summary>
/// An operator's settings, under <c>Registry</c> in appsettings.json, the environment (<c>Registry__Database</c>) or the command line (<c>--Registry:Database</c>).
/// </summary>
internal sealed class RegistryOptions
{
    public string Database { get; set; } = "Data Source=data/registry.db";
    public string PublicUrl { get; set; } = "";
    public string Cors { get; set; } = "*";
    public string TrustedProxies { get; set; } = "";
    public RegistryIssuer Issuer { get; set; } = new();
    public RegistryPublishing Publishing { get; set; } = new();
    public RegistryReads Reads { get; set; } = new();
    public RegistryTelemetryOptions Telemetry { get; set; } = new();
    public RegistryLimits Limits { get; set; } = new();

    /// <summary>A sentence for each mistake in the settings; empty where there is none.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (DatabaseChoice.MistakeOrNull(Database) is { } ofDatabase)
        {
            yield return ofDatabase;
        }

        if (PublicUrl.Length > 0 && (!IsHttp(PublicUrl) || PublicUrl.EndsWith('/')))
        {
            yield return $"Registry:PublicUrl is '{PublicUrl}'. Write the address that clients use, without a slash at the end, such as 'https://registry.example.org', or leave it empty.";
        }

        foreach (var origin in Origins.Where(origin => origin != "*" && (!IsHttp(origin) || origin.EndsWith('/'))))
        {
            yield return $"Registry:Cors has '{origin}', which is no origin. Write '*' or a list such as 'https://partner.example, https://map.example'.";
        }

        foreach (var entry in Http.Clients.TrustedProxies.Entries(TrustedProxies))
        {
            if (Http.Clients.TrustedProxies.MistakeOrNull(entry) is { } mistake)
            {
                yield return $"Registry:TrustedProxies: {mistake}";
            }
        }

        if (Issuer.Authority.Length > 0 && !IsSafe(Issuer.Authority))
        {
            yield return $"Registry:Issuer:Authority is '{Issuer.Authority}'. Write the https address of an OpenID Connect issuer, such as 'https://login.example.org', or leave it empty.";
        }

        if ((Issuer.Authority.Length > 0) != (Issuer.Audience.Length > 0))
        {
            yield return "Registry:Issuer:Authority and Registry:Issuer:Audience belong together. Write both, or neither.";
        }

        if (Issuer.ScopeClaim.Length == 0)
        {
            yield return "Registry:Issuer:ScopeClaim is empty. Name the claim of a token that holds its scopes, such as 'scope'.";
        }

        if (Publishing.Approvals is not (1 or 2))
        {
            yield return $"Registry:Publishing:Approvals is {Publishing.Approvals}. Write 1 or 2.";
        }

        if (Reads.KeptDays is < 30 or > 3650)
        {
            yield return $"Registry:Reads:KeptDays is {Reads.KeptDays}. Write a number from 30 to 3650.";
        }

        if (Telemetry.Collector.Length > 0 && (!IsHttp(Telemetry.Collector) || Telemetry.Collector.EndsWith('/')))
        {
            yield return $"Registry:Telemetry:Collector is '{Telemetry.Collector}'. Write the address of an OpenTelemetry collector without a slash at the end, such as 'http://localhost:4318', or leave it empty.";
        }

        if (Limits.RequestBodyBytes is < 1024 or > 104_857_600)
        {
            yield return $"Registry:Limits:RequestBodyBytes is {Limits.RequestBodyBytes}. Write a number from 1024 to 104857600.";
        }

        if (Limits.ImportBytes is < 1024 or > 4_294_967_296)
        {
            yield return $"Registry:Limits:ImportBytes is {Limits.ImportBytes}. Write a number from 1024 to 4294967296.";
        }

        if (Limits.ImportRows is < 1 or > 10_000_000)
        {
            yield return $"Registry:Limits:ImportRows is {Limits.ImportRows}. Write a number from 1 to 10000000.";
        }

        if (Limits.ApplicationsPerHour is < 1 or > 10_000)
        {
            yield return $"Registry:Limits:ApplicationsPerHour is {Limits.ApplicationsPerHour}. Write a number from 1 to 10000.";
        }

        if (Limits.ApplicationTriesPerHour is < 1 or > 1_000_000)
        {
            yield return $"Registry:Limits:ApplicationTriesPerHour is {Limits.ApplicationTriesPerHour}. Write a number from 1 to 1000000.";
        }
        else if (Limits.ApplicationTriesPerHour < Limits.ApplicationsPerHour)
        {
            yield return $"Registry:Limits:ApplicationTriesPerHour is {Limits.ApplicationTriesPerHour}, fewer than Registry:Limits:ApplicationsPerHour. Write at least {Limits.ApplicationsPerHour}, since every application is a try.";
        }

        if (Limits.KeptAnswersBytes is not 0 and (< 1_048_576 or > 4_294_967_296))
        {
            yield return $"Registry:Limits:KeptAnswersBytes is {Limits.KeptAnswersBytes}. Write 0 to keep no answers, or a number from 1048576 to 4294967296.";
        }

        if (Limits.DatabaseWaitSeconds is < 1 or > 60)
        {
            yield return $"Registry:Limits:DatabaseWaitSeconds is {Limits.DatabaseWaitSeconds}. Write a number from 1 to 60.";
        }
    }

    /// <summary>The origins whose pages may read the API; <c>*</c> for all.</summary>
    public string[] Origins => Cors.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The keys that check tokens come over https alone. An address of this machine may use http, since nobody listens in between.</summary>
    private static bool IsSafe(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));

    private static bool IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}

/// <summary>What it takes to publish a group.</summary>
internal sealed class RegistryPublishing
{
    /// <summary>How many different keys approve the consent by which a group is shown: 1 or 2.</summary>
    public int Approvals { get; set; } = 1;
}

/// <summary>The notes of who read which private record.</summary>
internal sealed class RegistryReads
{
    /// <summary>How long a note is kept, in days. The default is a year and a month, so that what happens once a year can be compared.</summary>
    public int KeptDays { get; set; } = 400;
}

/// <summary>Traces and metrics of the service.</summary>
internal sealed class RegistryTelemetryOptions
{
    /// <summary>The address of an OpenTelemetry collector that takes OTLP over HTTP. Where it is empty, nothing is sent.</summary>
    public string Collector { get; set; } = "";
}

/// <summary>The limits of the service.</summary>
internal sealed class RegistryLimits
{
    /// <summary>The largest request body, in bytes.</summary>
    public long RequestBodyBytes { get; set; } = 1_048_576;

    /// <summary>The largest file that the registry imports, and the largest size of an unpacked bundle, in bytes.</summary>
    public long ImportBytes { get; set; } = 268_435_456;

    /// <summary>How many rows an import may have.</summary>
    public int ImportRows { get; set; } = 500_000;

    /// <summary>How many applications the registry takes from one address in an hour.</summary>
    public int ApplicationsPerHour { get; set; } = 10;

    /// <summary>How many applications one address may try in an hour, refused ones included; as many dry runs, and as many changes.</summary>
    public int ApplicationTriesPerHour { get; set; } = 100;

    /// <summary>How much memory the answers take that the service keeps to send them again, in bytes. Where it is 0, each answer is made anew.</summary>
    public long KeptAnswersBytes { get; set; } = 50_331_648;

    /// <summary>How long the registry waits for a busy database, in seconds.</summary>
    public int DatabaseWaitSeconds { get; set; } = 5;
}

/// <summary>
/// An OpenID Connect issuer that names stewards, besides the command line. The registry takes its tokens as it takes keys. Where the settings are empty, there is no issuer.
/// </summary>
internal sealed class RegistryIssuer
{
    /// <summary>The issuer's address.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The audience that its tokens must name.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The claim that holds a token's scopes: <c>registry</c>, or ids of networks, in one text with spaces between them or in several.</summary>
    public string ScopeClaim { get; set; } = "scope";
}
