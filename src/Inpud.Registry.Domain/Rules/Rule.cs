namespace Inpud.Registry.Domain.Rules;

/// <summary>A membership rule of the registry. Its code is part of the API's contract and never changes its meaning.</summary>
/// <param name="Code">The code, in kebab-case.</param>
/// <param name="Sentence">The rule, as one sentence.</param>
/// <param name="Why">Why the rule exists.</param>
/// <param name="Mend">What to do when it is broken.</param>
public sealed record Rule(string Code, string Sentence, string Why, string Mend);
