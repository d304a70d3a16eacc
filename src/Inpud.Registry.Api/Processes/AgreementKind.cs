using System.Text.Json;
using Inpud.Registry.Api.Features;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;
using Inpud.Registry.Domain.Provenance;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Processes;

/// <summary>A kind of agreement between two stewards: one states it, and it holds once the other accepts it. Proposals and offers take the same steps.</summary>
internal sealed class AgreementKind<TRow, TRecord>
    where TRecord : class, IAgreementRecord
{
    /// <summary>Its name in addresses, which is its table's name.</summary>
    public required string Resource { get; init; }

    /// <summary>The word for one in a message.</summary>
    public required string Word { get; init; }

    /// <summary>Finds it for a steward of one of its two sides. It throws the same error where there is none and where the steward is of neither side.</summary>
    public required Func<IQuerySession, string, StewardScopes, Task<TRow>> FindAsync { get; init; }

    public required Func<TRow, TRecord> RecordOf { get; init; }

    /// <summary>Adds one that waits.</summary>
    public async Task<Written<TRecord>> StateAsync(
        WriteSession write,
        Steward steward,
        string id,
        IReadOnlyDictionary<string, object?> columns,
        string reason
    )
    {
        await RowsSql.InsertAsync(
            write,
            Resource,
            new Dictionary<string, object?>(columns, StringComparer.Ordinal)
            {
                ["id"] = id,
                ["state"] = Kebab.Text(AgreementState.Waiting),
                ["received"] = Instant.Text(write.Now),
            }
        );
        var record = RecordOf(await FindAsync(write, id, steward.Key.Scopes));
        await RecordAsync(write, steward, "create", before: null, record, reason);
        return new Written<TRecord>(StatusCodes.Status201Created, record, $"/v1/{Resource}/{id}") { IsNew = true };
    }

    /// <summary>Replies to one that waits.</summary>
    /// <param name="write">The write.</param>
    /// <param name="steward">Who replies.</param>
    /// <param name="request">The reply.</param>
    /// <param name="state">The state that the reply gives it.</param>
    /// <param name="act">Throws where the reply is not the steward's, and does what was agreed.</param>
    public async Task<Written<TRecord>> ReplyAsync(
        WriteSession write,
        Steward steward,
        ReplyRequest request,
        AgreementState state,
        Func<TRow, Task> act
    )
    {
        BodyRules.Check(request.Body);
        var row = await FindAsync(write, request.Id, steward.Key.Scopes);
        var before = RecordOf(row);
        RecordTag.Require(request.IfMatch, before);
        if (before.State != AgreementState.Waiting)
        {
            throw new ProblemException(
                ProblemKind.Conflict,
                $"The {Word} does not wait: it is {Kebab.Text(before.State)}. Only one that waits is replied to."
            );
        }

        await act(row);
        await RowsSql.UpdateAsync(
            write,
            Resource,
            before.Id,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["state"] = Kebab.Text(state),
                ["message"] = request.Body.Message,
                ["decided"] = Instant.Text(write.Now),
            }
        );
        var after = RecordOf(await FindAsync(write, before.Id, steward.Key.Scopes));
        await RecordAsync(write, steward, Kebab.Text(state), before, after, request.Body.Reason);
        return new Written<TRecord>(StatusCodes.Status200OK, after, Location: null);
    }

    private Task RecordAsync(WriteSession write, Steward steward, string action, TRecord? before, TRecord after, string reason) =>
        write.RecordAsync(
            new Change(
                write.Now,
                steward.Key.Label,
                action,
                Resource,
                after.Id,
                before is null ? null : JsonSerializer.Serialize(before, RegistryJson.Options),
                JsonSerializer.Serialize(after, RegistryJson.Options),
                reason
            )
        );
}
