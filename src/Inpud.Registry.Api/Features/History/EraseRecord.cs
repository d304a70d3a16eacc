using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Erasure;
using Inpud.Registry.Api.Storage.PublicHistory;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features.History;

/// <summary>Erase a group or a person</summary>
/// <remarks>
/// For INPUD's stewards, where a group or a person asks to be forgotten. The record goes for good, with its memberships or terms, their history, the stored answers to writes, and the
/// application that it came from. A mark stays: that there was a record with this id, when it was erased, and on whose word. There is no way back. To withdraw a record that was entered by
/// mistake, use <c>withdrawal</c>; to hide a group, change its <c>visibility</c>.
/// </remarks>
internal sealed class EraseRecord(Database database, PublicLog log) : Endpoint<EraseRecordRequest, ErasedRecord>, IForInpudsStewards
{
    public override void Configure() => Post("/v1/{resource}/{id}/erasure");

    public override async Task HandleAsync(EraseRecordRequest req, CancellationToken ct)
    {
        await Write.RunAsync(HttpContext, database, req, req.Body, (write, steward) => EraseAsync(write, steward, req), ct);
        if (req.DryRun != "true")
        {
            await database.PurgeAsync(ct);
        }
    }

    private async Task<Written<ErasedRecord>> EraseAsync(WriteSession write, Steward steward, EraseRecordRequest req)
    {
        BodyRules.Check(req.Body);
        if (req.Resource is not ("groups" or "people"))
        {
            throw ProblemException.NoSuchRecord("resource", req.Resource);
        }

        var word = req.Resource == "groups" ? "group" : "person";
        if (!await RecordErasure.EraseAsync(write, log, steward.Key.Label, req.Resource, req.Id, req.Body.OnWhoseWord))
        {
            throw ProblemException.NoSuchRecord(word, req.Id);
        }

        return new Written<ErasedRecord>(
            StatusCodes.Status200OK,
            new ErasedRecord
            {
                Resource = req.Resource,
                Id = req.Id,
                Erased = write.Now,
                OnWhoseWord = req.Body.OnWhoseWord,
            },
            Location: null
        );
    }
}

internal sealed record EraseRecordRequest : WriteRequest
{
    /// <summary>The kind of record: <c>groups</c> or <c>people</c>.</summary>
    /// <example>people</example>
    public string Resource { get; init; } = "";

    /// <summary>The record's id. A slug does not do here.</summary>
    /// <example>q5fbh-78xqc</example>
    public string Id { get; init; } = "";

    /// <summary>Who asked for it.</summary>
    [FromBody]
    public ErasureInput Body { get; init; } = null!;
}

/// <summary>Who asked for the erasure.</summary>
internal sealed record ErasureInput : ICheckedBody
{
    /// <summary>On whose word the record is erased. It stays with the mark, so it names nobody.</summary>
    /// <example>The person asked the secretariat in writing.</example>
    public required string OnWhoseWord { get; init; }

    public static IValidator Rules { get; } = new ErasureInputRules();
}

internal sealed class ErasureInputRules : AbstractValidator<ErasureInput>
{
    public ErasureInputRules() => RuleFor(x => x.OnWhoseWord).IsText(500);
}

/// <summary>The mark of an erased record.</summary>
internal sealed record ErasedRecord
{
    /// <summary>The kind of record.</summary>
    /// <example>people</example>
    public required string Resource { get; init; }

    /// <summary>The id that the record had. No other record gets it.</summary>
    /// <example>q5fbh-78xqc</example>
    public required string Id { get; init; }

    /// <summary>When it was erased.</summary>
    public required DateTimeOffset Erased { get; init; }

    /// <summary>On whose word.</summary>
    /// <example>The person asked the secretariat in writing.</example>
    public required string OnWhoseWord { get; init; }
}
