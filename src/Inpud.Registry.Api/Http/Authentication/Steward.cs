using FastEndpoints;
using Inpud.Registry.Api.Http.Problems;
using Inpud.Registry.Domain.Stewards;

namespace Inpud.Registry.Api.Http.Authentication;

/// <summary>Who sends the request.</summary>
internal sealed record Steward(Key Key)
{
    /// <summary>
    /// The records that the record under change names already, each by its table and id. Who keeps the record may leave them there, also where nobody shows them to that steward: a group that was
    /// handed over cites the letters of its former keeper, and what came after a group can be hidden or withdrawn since. Otherwise nobody could hide the group.
    /// </summary>
    public IReadOnlySet<(string Table, string Id)> AlreadyNamed { get; init; } = new HashSet<(string, string)>();

    /// <summary>The steward of a request that passed the check for one. It throws where the operation is for INPUD's stewards, and this is another.</summary>
    public static Steward Of(HttpContext context)
    {
        var steward = OfOrNull(context) ?? throw new InvalidOperationException("The operation asks for a steward, but lets everybody in.");
        var operation = context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>();
        return operation?.EndpointType.IsAssignableTo(typeof(IForInpudsStewards)) == true && !steward.Key.Scopes.CoverEverything
            ? throw new ProblemException(
                ProblemKind.Forbidden,
                "Only a key for the whole registry may do this. /v1/key shows what a key covers."
            )
            : steward;
    }

    /// <summary>The steward who sends the request; null where it has no key.</summary>
    public static Steward? OfOrNull(HttpContext context) => context.Features.Get<Steward>();
}

/// <summary>An operation that only stewards may use.</summary>
internal interface IForStewards;

/// <summary>An operation that only INPUD's stewards may use. Their key is for the whole registry.</summary>
internal interface IForInpudsStewards : IForStewards;

/// <summary>An operation for groups, which have no key.</summary>
internal interface IForApplicants;

/// <summary>An operation that everybody may use, and that shows stewards more of the records that they keep.</summary>
internal interface IAlsoForStewards;
