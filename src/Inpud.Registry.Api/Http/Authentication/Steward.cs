using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Http.Authentication;

/// <summary>Who sends the request.</summary>
internal sealed record Steward(Key Key)
{
    /// <summary>The steward of a request that passed the check for one.</summary>
    public static Steward Of(HttpContext context) =>
        OfOrNull(context) ?? throw new InvalidOperationException("The operation asks for a steward, but lets everybody in.");

    /// <summary>The steward who sends the request; null where it has no key.</summary>
    public static Steward? OfOrNull(HttpContext context) => context.Features.Get<Steward>();
}

/// <summary>An operation that only stewards may use.</summary>
internal interface IForStewards;

/// <summary>An operation that everybody may use, and that shows stewards more of the records that they keep.</summary>
internal interface IAlsoForStewards;
