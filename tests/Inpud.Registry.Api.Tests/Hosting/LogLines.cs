using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>Keeps the lines that a service logs, with their scopes.</summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<string> All => [.. lines];

    /// <summary>The lines with the text, as soon as there is one: a service can log after it answered.</summary>
    public async Task<IReadOnlyList<string>> WithAsync(string text)
    {
        for (var i = 0; i < 200 && !All.Any(line => line.Contains(text, StringComparison.Ordinal)); i++)
        {
            await Task.Delay(20);
        }

        return [.. All.Where(line => line.Contains(text, StringComparison.Ordinal))];
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    private sealed class Logger(LogLines log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var around = new List<string>();
            log.scopes.ForEachScope((scope, texts) => texts.Add($"{scope}"), around);
            log.lines.Enqueue($"{category} {logLevel} {formatter(state, exception)} {exception} {string.Join(" ", around)}");
        }
    }
}
