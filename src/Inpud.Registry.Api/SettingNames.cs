using System.Globalization;
using Inpud.Registry.Api.Http.Requests;

namespace Inpud.Registry.Api;

/// <summary>The names of the settings that the program reads. A name that is not among them is a mistake: it would be ignored, and the service would run otherwise than its operator believes.</summary>
internal static class SettingNames
{
    private const string Root = "Registry";

    /// <summary>The settings of the registry, such as <c>Registry:Limits:ImportRows</c>.</summary>
    public static IReadOnlyList<string> OfTheRegistry { get; } = [.. NamesOf(typeof(RegistryOptions), Root)];

    /// <summary>The settings of the server and the host that an operator may set. The others of ASP.NET make no sense here.</summary>
    public static IReadOnlyList<string> OfTheHost { get; } =
    ["urls", "http_ports", "https_ports", "AllowedHosts", "shutdownTimeoutSeconds", "environment", "contentRoot"];

    /// <summary>Names that mean nothing to an operator, and are right all the same.</summary>
    private static readonly string[] Others = ["$schema", "https_port", "applicationName", "FORWARDEDHEADERS_ENABLED"];

    /// <summary>The parts of ASP.NET that have settings below them, with the names that may follow. What comes after those is the matter of ASP.NET.</summary>
    private static readonly Dictionary<string, string[]> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging"] = ["LogLevel", "Console", "Debug", "EventSource", "EventLog"],
        ["Kestrel"] = ["Endpoints", "EndpointDefaults", "Certificates"],
        ["hostBuilder"] = ["reloadConfigOnChange"],
    };

    /// <summary>The value where nobody sets one; empty where there is none, or where the host chooses it.</summary>
    public static string DefaultOf(string name) =>
        name switch
        {
            "environment" => Environments.Production,
            "urls" => RegistryApp.DefaultAddress,
            "shutdownTimeoutSeconds" => RegistryApp.TimeToStop.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(ValueIn(new RegistryOptions(), name.Split(':')[1..]), CultureInfo.InvariantCulture) ?? "",
        };

    private static object? ValueIn(object? options, string[] path) =>
        path.Length == 0
            ? options is RegistryOptions
                ? null
                : options
            : options?.GetType().GetProperty(path[0]) is { } property
                ? ValueIn(property.GetValue(options), path[1..])
                : null;

    public static bool IsKnown(string name)
    {
        var parts = name.Split(':');
        return parts.Length == 1
            ? OfTheHost.Concat(Others).Contains(name, StringComparer.OrdinalIgnoreCase)
            : OfTheRegistry.Contains(name, StringComparer.OrdinalIgnoreCase)
                || (Sections.TryGetValue(parts[0], out var below) && below.Contains(parts[1], StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether settings stand below the name: a file may have the part without any.</summary>
    public static bool IsPart(string name) =>
        Sections.ContainsKey(name) || OfTheRegistry.Any(known => known.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a variable of the environment is meant for this program, though its name is none that the program knows. An environment has the variables of other programs, too.</summary>
    public static bool IsMeantForUs(string name)
    {
        var first = name.Split(':')[0];
        return name.Contains(':', StringComparison.Ordinal)
            ? Nearest.Of(first, [Root, .. Sections.Keys]) is not null
            : name.Contains('_', StringComparison.Ordinal) && SqueezedOrNull(name) is not null;
    }

    /// <summary>The setting that was probably meant; null where none is near.</summary>
    public static string? NearOrNull(string name)
    {
        var candidates = OfTheRegistry
            .Concat(OfTheHost)
            .Concat(Sections.SelectMany(section => section.Value.Select(below => $"{section.Key}:{below}")));
        // A name without its section is as common as a mistyped one: 'Database', or 'ImportRows'.
        return SqueezedOrNull(name)
            ?? Nearest.Of(name, candidates)
            ?? Nearest.Of(string.Join(':', name.Split(':').Take(2)), candidates)
            ?? OfTheRegistry.FirstOrDefault(known => LastOf(known) == Nearest.Of(LastOf(name), OfTheRegistry.Select(LastOf)));
    }

    /// <summary>The setting as a variable of the environment.</summary>
    public static string AsVariable(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>The setting whose name has other separators here, or none: REGISTRY_DATABASE.</summary>
    private static string? SqueezedOrNull(string name) =>
        OfTheRegistry.FirstOrDefault(known => string.Equals(Squeezed(known), Squeezed(name), StringComparison.OrdinalIgnoreCase));

    private static string LastOf(string name) => name.Split(':')[^1];

    private static string Squeezed(string name) =>
        name.Replace(":", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);

    private static IEnumerable<string> NamesOf(Type type, string before) =>
        type.GetProperties()
            .Where(property => property.CanWrite)
            .SelectMany(property =>
                property.PropertyType.Namespace == typeof(RegistryOptions).Namespace
                    ? NamesOf(property.PropertyType, $"{before}:{property.Name}")
                    : [$"{before}:{property.Name}"]
            );
}
