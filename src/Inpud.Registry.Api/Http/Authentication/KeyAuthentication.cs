using System.Security.Claims;
using System.Text.Encodings.Web;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Stewards;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Inpud.Registry.Api.Http.Authentication;

/// <summary>Identifies a steward by the key in <c>Authorization: Bearer</c> (RFC 6750).</summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logs,
    UrlEncoder encoder,
    KeyAuthentication.FindKey findKey,
    TimeProvider clock
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "Key";
    private const string Bearer = "Bearer ";

    /// <summary>Finds the key with a hash and notes its use; null where there is none.</summary>
    public delegate Task<Key?> FindKey(string hash, CancellationToken ct);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header])
        {
            return Request.Headers.Authorization.Count == 0
                ? AuthenticateResult.NoResult()
                : AuthenticateResult.Fail("The Authorization header stands more than once.");
        }

        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.Fail("The Authorization header is not of the form 'Bearer' and a key.");
        }

        var text = header[Bearer.Length..].Trim();
        // A key that never existed and a misspelt one get the same answer.
        var key = KeyText.IsShaped(text) ? await findKey(KeyText.Hash(text), Context.RequestAborted) : null;
        if (key is null)
        {
            return AuthenticateResult.Fail("The registry does not know the key.");
        }

        if (key.WhyNotValid(clock.GetUtcNow()) is { } reason)
        {
            return AuthenticateResult.Fail(reason);
        }

        Context.Features.Set(new Steward(key));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key.Id)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var reason = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.Headers.WWWAuthenticate = reason is null
            ? "Bearer realm=\"registry\""
            : $"Bearer realm=\"registry\", error=\"invalid_token\", error_description=\"{reason.Replace('"', '\'')}\"";
        await ProblemWriter.WriteAsync(
            Context,
            ProblemKind.Unauthenticated,
            $"{reason ?? "The operation is for stewards, and the request has no key."} Send a valid key as 'Authorization: Bearer inpud_…'."
        );
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemWriter.WriteAsync(Context, ProblemKind.Forbidden);
}
