using Microsoft.Extensions.Logging.Console;

namespace Inpud.Registry.Api;

/// <summary>
/// Keeps secrets out of the log, whatever level, formatter and provider an operator sets. A path can hold an applicant's link or the id of a private group, and the parts of the framework
/// write paths, and what a client sent, into their lines.
/// </summary>
/// <remarks>
/// The parts that may talk are named here, and no other. A list of those that must not would miss the next one. A filter of a category alone would not hold either: a level that an operator
/// sets for one provider (<c>Logging:Console:LogLevel:Default</c>) wins over it.
/// </remarks>
internal static class RegistryLog
{
    /// <summary>These log at the level that the operator sets: none of their lines holds anything of a request's address, headers or body. All others log warnings alone.</summary>
    private static readonly string[] Talkers =
    [
        "Inpud.Registry.",
        "Microsoft.Hosting.Lifetime",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Server.Kestrel.Connections",
    ];

    /// <summary>
    /// These log nothing. The first opens a scope with the path of each request around all other lines, and leaves it out only where it may not log at all. The program says itself, in one
    /// line, what the second would say when a start fails.
    /// </summary>
    private static readonly string[] Silent = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.Extensions.Hosting.Internal.Host"];

    public static void Use(ILoggingBuilder logging)
    {
        // The log goes to standard error, so that standard output has the command's answer alone and a script can read it.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Filters are put around the rules after all of them are known, those of the configuration included.
        logging.Services.PostConfigure<LoggerFilterOptions>(filters =>
        {
            // The first rule holds where none of the others does.
            filters.Rules.Insert(0, new LoggerFilterRule(providerName: null, categoryName: null, filters.MinLevel, filter: null));
            for (var i = 0; i < filters.Rules.Count; i++)
            {
                var rule = filters.Rules[i];
                filters.Rules[i] = new LoggerFilterRule(
                    rule.ProviderName,
                    rule.CategoryName,
                    rule.LogLevel,
                    (provider, category, level) => MayLog(category ?? "", level) && rule.Filter?.Invoke(provider, category, level) != false
                );
            }
        });
    }

    private static bool MayLog(string category, LogLevel level) =>
        !Silent.Contains(category, StringComparer.Ordinal)
        && (level >= LogLevel.Warning || Talkers.Any(talker => category.StartsWith(talker, StringComparison.Ordinal)));
}
