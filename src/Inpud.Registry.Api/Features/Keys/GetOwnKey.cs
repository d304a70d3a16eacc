using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;

namespace Inpud.Registry.Api.Features.Keys;

/// <summary>The key of the request</summary>
/// <remarks>Tells a steward what the sent key may be used for, and until when. The answer does not repeat the key.</remarks>
internal sealed class GetOwnKey : Endpoint<EmptyRequest, OwnKey>, IForStewards
{
    public override void Configure() => Get("/v1/key");

    public override Task<OwnKey> ExecuteAsync(EmptyRequest req, CancellationToken ct)
    {
        var key = Steward.Of(HttpContext).Key;
        return Task.FromResult(
            new OwnKey
            {
                Id = key.Id,
                Label = key.Label,
                Scopes = key.Scopes.Names,
                Expires = key.Expires,
                LastDay = key.LastDay,
            }
        );
    }
}

/// <summary>What a key may be used for.</summary>
internal sealed record OwnKey : IPassingAnswer
{
    /// <summary>The id of the key. It does not reveal the key.</summary>
    /// <example>k-5f2c8a1e</example>
    public required string Id { get; init; }

    /// <summary>Who was given the key.</summary>
    /// <example>EuroNPUD steward</example>
    public required string Label { get; init; }

    /// <summary><c>registry</c>, or the ids of the networks whose records it may be used for.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The moment from which the key is not valid any more; null where it never expires.</summary>
    /// <example>2031-01-01T00:00:00Z</example>
    public required DateTimeOffset? Expires { get; init; }

    /// <summary>The last day on which the key is valid, to its end in UTC; null where it never expires.</summary>
    /// <example>2030-12-31</example>
    public required DateOnly? LastDay { get; init; }
}
