using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Networks;

/// <summary>A network as it is proposed, with the facts that the rules need.</summary>
/// <param name="Network">The network.</param>
/// <param name="Today">The day on which it is proposed.</param>
public sealed record NetworkProposal(Network Network, WorldDay Today);

/// <summary>The rules on recording a network.</summary>
public sealed class NetworkRules : AbstractValidator<NetworkProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public NetworkRules() =>
        RuleFor(x => x.Network.Life)
            .Must((x, life) => life.Start is not { } founded || founded.Earliest <= x.Today.Latest)
            .Breaks(
                RuleCatalog.FoundedInFuture,
                x => $"{x.Network.Name} would be founded in the future ({x.Network.Life}). Correct the start of its period."
            );
}
