using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Inpud.Registry.Api.Storage;
using Inpud.Registry.Api.Storage.Keys;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Cli;

/// <summary>Makes, lists and revokes the keys of stewards. A key is shown once, on standard output alone, so that a script can catch it.</summary>
internal static class KeysCommand
{
    private sealed record ShownKey(
        string Id,
        string Label,
        IReadOnlyList<string> Scopes,
        DateTimeOffset Created,
        DateTimeOffset? Expires,
        DateOnly? LastDay,
        DateTimeOffset? LastUsed,
        string State
    );

    /// <summary>As a name of a network or a person has it.</summary>
    private const int LongestLabel = 200;

    public static Command Build()
    {
        var keys = new Command("keys", "The keys of stewards.");
        keys.Add(Add());
        keys.Add(List());
        keys.Add(Revoke());
        keys.Add(Rotate());
        return keys;
    }

    private static Command Add()
    {
        var label = new Option<string>("--label") { Description = "Who gets the key, such as \"EuroNPUD steward\".", Required = true };
        label.IsOneLine(LongestLabel);
        var scope = new Option<string[]>("--scope")
        {
            Description = "What it may be used for: 'registry', or the id of a network. Repeat it for several networks.",
            Required = true,
        };
        var expires = new Option<string?>("--expires")
        {
            Description =
                "The last day on which the key is valid, such as 2030-12-31: it expires at the end of that day in UTC. The same day of next year where it is left out.",
        };
        expires.Validators.Add(said =>
        {
            if (said.Tokens.Count > 0 && MistakeOrNull(said.Tokens[^1].Value) is { } mistake)
            {
                said.AddError(mistake);
            }
        });
        var json = Answer.Json();
        var add = new Command("add", "Make a key. It is shown once; the registry keeps only its hash.") { label, scope, expires, json };
        return WithDatabase(
            add,
            async (parsed, database, clock, ct) =>
            {
                await using var write = await database.WriteAsync(ct);
                var scopes = await ScopesAsync(database, parsed.GetRequiredValue(scope));
                var key = new Key(
                    NewId(),
                    parsed.GetRequiredValue(label),
                    scopes,
                    write.Now,
                    ExpiryOf(parsed.GetValue(expires), clock),
                    Revoked: null
                );
                await StoreAndShowAsync(parsed, write, key, parsed.GetValue(json), ct);
            }
        );
    }

    private static Command List()
    {
        var json = Answer.Json();
        return WithDatabase(
            new Command("list", "List the keys: what they may be used for, until when, and when they were last used.") { json },
            async (parsed, database, clock, _) =>
            {
                var keys = (await KeysSql.ListAsync(database))
                    .Select(listed => new ShownKey(
                        listed.Key.Id,
                        listed.Key.Label,
                        listed.Key.Scopes.Names,
                        listed.Key.Created,
                        listed.Key.Expires,
                        listed.Key.LastDay,
                        listed.LastUsed,
                        StateOf(listed.Key, clock)
                    ))
                    .ToList();
                var lines = keys.Select(key =>
                    $"{key.Id}\t{key.Label}\t{string.Join(' ', key.Scopes)}\t{Day(key.Created)}\t{Day(key.LastDay)}\t{Day(key.LastUsed)}\t{key.State}"
                );
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    keys,
                    string.Join(Environment.NewLine, lines.Prepend("id\tlabel\tscopes\tcreated\tlast day\tlast used\tstate"))
                );
            }
        );
    }

    private static string StateOf(Key key, TimeProvider clock) =>
        key.WhyNotValid(clock.GetUtcNow()) is null ? "valid"
        : key.Revoked is null ? "expired"
        : "revoked";

    private static Command Revoke()
    {
        var json = Answer.Json();
        var id = new Argument<string>("id") { Description = "The key's id, as 'keys list' shows it." };
        return WithDatabase(
            new Command("revoke", "Take a key back. It is not valid from then on.") { id, json },
            async (parsed, database, _, ct) =>
            {
                await using var write = await database.WriteAsync(ct);
                var key = await FindAsync(write, parsed.GetRequiredValue(id));
                await KeysSql.RevokeAsync(write, key);
                await write.CommitAsync(ct);
                Answer.Write(
                    parsed,
                    parsed.GetValue(json),
                    new
                    {
                        key.Id,
                        key.Label,
                        revoked = write.Now,
                    },
                    $"The key {key.Id} ({key.Label}) is revoked."
                );
            }
        );
    }

    private static Command Rotate()
    {
        var json = Answer.Json();
        var id = new Argument<string>("id") { Description = "The key's id, as 'keys list' shows it." };
        return WithDatabase(
            new Command("rotate", "Make a key in place of another: the same label, scopes and expiry. The old one is revoked.")
            {
                id,
                json,
            },
            async (parsed, database, _, ct) =>
            {
                await using var write = await database.WriteAsync(ct);
                var old = await FindAsync(write, parsed.GetRequiredValue(id));
                await KeysSql.RevokeAsync(write, old);
                await StoreAndShowAsync(parsed, write, old with { Id = NewId(), Created = write.Now }, parsed.GetValue(json), ct);
            }
        );
    }

    /// <summary>Shows the key after the commit, so that nobody gets a key that the registry does not know.</summary>
    private static async Task StoreAndShowAsync(ParseResult parsed, WriteSession write, Key key, bool asJson, CancellationToken ct)
    {
        var text = KeyText.Of(RandomNumberGenerator.GetBytes(KeyText.RandomBytes));
        await KeysSql.AddAsync(write, key, KeyText.Hash(text));
        await write.CommitAsync(ct);
        Answer.Write(
            parsed,
            asJson,
            new
            {
                key.Id,
                key = text,
                key.Label,
                scopes = key.Scopes.Names,
                key.Expires,
                key.LastDay,
            },
            text
        );
        await parsed.InvocationConfiguration.Error.WriteLineAsync(
            $"This is the key {key.Id} for {key.Label} ({string.Join(", ", key.Scopes.Names)}), valid to the end of {Day(key.LastDay)} (UTC). It is shown this once: keep it now."
        );
    }

    private static async Task<StewardScopes> ScopesAsync(Database database, string[] names)
    {
        await using var read = await database.ReadAsync();
        var scopes = new List<string>();
        foreach (var name in names)
        {
            scopes.Add(
                name == StewardScopes.Registry
                    ? name
                    : await NetworkLookup.FindByIdOrNullAsync(read, name)
                        ?? throw new StorageException(
                            $"'{name}' is no scope. Write 'registry', or the id of a network, such as 'euronpud'."
                        )
            );
        }

        return new StewardScopes(scopes);
    }

    private static string? MistakeOrNull(string text)
    {
        // A day in the open, or about one, would be a guess at when the key expires.
        var isDay =
            PartialDate.TryParse(text, out var date, out var reason)
            && date.Precision == DatePrecision.Day
            && !date.IsQualified
            && date.Earliest == date.Latest
            && date.Latest < DateOnly.MaxValue;
        return isDay ? null : $"--expires: {reason ?? $"'{text}' is not one day. Write the whole date, such as 2030-12-31."}";
    }

    private static DateTimeOffset ExpiryOf(string? text, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var end = Key.EndOf(text is null ? DateOnly.FromDateTime(now.UtcDateTime).AddYears(1) : PartialDate.Parse(text).Latest);
        return end > now
            ? end
            : throw new StorageException($"--expires: '{text}' is past. Write today or a later day, such as 2030-12-31.");
    }

    private static async Task<Key> FindAsync(WriteSession write, string id)
    {
        var key =
            await KeysSql.FindOrNullAsync(write, id)
            ?? throw new StorageException($"There is no key with the id '{id}'. 'keys list' shows the ids.");
        return key.Revoked is null ? key : throw new StorageException($"The key {id} was revoked already, on {Day(key.Revoked)}.");
    }

    private static string NewId() => "k-" + RandomNumberGenerator.GetHexString(8, lowercase: true);

    private static string Day(DateTimeOffset? moment) => Day(moment is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never";

    private static Command WithDatabase(Command command, Func<ParseResult, Database, TimeProvider, CancellationToken, Task> action) =>
        command.WithDatabase(
            (parsed, services, ct) =>
                action(parsed, services.GetRequiredService<Database>(), services.GetRequiredService<TimeProvider>(), ct)
        );
}
