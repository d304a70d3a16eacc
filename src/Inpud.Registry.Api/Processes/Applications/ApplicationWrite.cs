using System.Text.Json;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Lookups;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;

namespace Inpud.Registry.Api.Processes.Applications;

/// <summary>The steps that the writes on applications share.</summary>
internal static class ApplicationWrite
{
    /// <summary>Checks the facts that the group states. Returns them with the country's alpha-2 code.</summary>
    public static async Task<ApplicationInput> CheckAsync(WriteSession write, ApplicationInput input)
    {
        BodyRules.Check(input);
        var network =
            await NetworkLookup.FindByIdOrNullAsync(write, input.Network)
            ?? throw BodyRules.Mistake(
                "network",
                "unknown-network",
                $"'{input.Network}' is no network. Use an id of /v1/networks?standing=any."
            );
        return input with { Network = network, Country = await Facts.CountryAsync(write, input.Country) };
    }

    /// <summary>Writes a steward's decision on a waiting application, and records in the history who decided.</summary>
    public static async Task<Written<ApplicationRecord>> DecideAsync(
        WriteSession write,
        Steward steward,
        DecisionRequest request,
        ApplicationState state,
        string reason,
        string? message,
        Func<ApplicationRecordSql.Row, Task<(string Group, string Membership)>>? make = null
    )
    {
        var row = await ApplicationRecordSql.FindAsync(write, request.Network, request.Application, steward.Key.Scopes);
        var before = ApplicationRecordSql.RecordOf(row);
        RecordTag.Require(request.IfMatch, before);
        if (before.Application.State != ApplicationState.Waiting)
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                $"The application does not wait: it is {Kebab.Text(before.Application.State)}. Only one that waits is decided on."
            );
        }

        var made = make is null ? default((string Group, string Membership)?) : await make(row);
        await ApplicationRecordSql.DecideAsync(write, row.Id, state, message, made?.Group, made?.Membership);
        var after = ApplicationRecordSql.RecordOf(
            await ApplicationRecordSql.FindAsync(write, request.Network, request.Application, steward.Key.Scopes)
        );
        await RecordAsync(write, steward.Key.Label, row.Id, Kebab.Text(state), before.Application, after.Application, reason);
        return new Written<ApplicationRecord>(StatusCodes.Status200OK, after, Location: null);
    }

    public static Task RecordAsync(
        WriteSession write,
        string actor,
        string id,
        string action,
        ApplicationStatus? before,
        ApplicationStatus after,
        string reason
    ) =>
        write.RecordAsync(
            new Change(
                write.Now,
                actor,
                action,
                "applications",
                id,
                before is null ? null : JsonSerializer.Serialize(before, RegistryJson.Options),
                JsonSerializer.Serialize(after, RegistryJson.Options),
                reason
            )
        );
}
