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

    /// <summary>When the key expires; null where it never does.</summary>
    public required DateTimeOffset? Expires { get; init; }
}
