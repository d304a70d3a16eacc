using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Http.Authentication;

/// <summary>Who sends the request.</summary>
internal sealed record Steward(Key Key)
{
    /// <summary>The steward of a request that passed the check for one.</summary>
    public static Steward Of(HttpContext context) =>
        context.Features.Get<Steward>() ?? throw new InvalidOperationException("The operation asks for a steward, but lets everybody in.");
}

/// <summary>An operation that only stewards may use.</summary>
internal interface IForStewards;
