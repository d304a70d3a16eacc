using FluentValidation;
using Inpud.Registry.Domain.Dates;
using Inpud.Registry.Domain.Rules;

namespace Inpud.Registry.Domain.Organisation;

/// <summary>What kind of text a document is.</summary>
public enum DocumentKind
{
    /// <summary>A declaration.</summary>
    Declaration,

    /// <summary>A statement of demands or views.</summary>
    Statement,

    /// <summary>A guide.</summary>
    Guide,

    /// <summary>A report.</summary>
    Report,
}

/// <summary>A text, with the parts that the rules need.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Life">The time for which it holds, from its publication.</param>
public sealed record Document(string Id, string Title, Period Life);

/// <summary>A document as it is proposed, with the facts that the rules need.</summary>
/// <param name="Document">The document.</param>
/// <param name="Today">The day on which it is proposed.</param>
public sealed record DocumentProposal(Document Document, WorldDay Today);

/// <summary>The rules on recording a document.</summary>
public sealed class DocumentRules : AbstractValidator<DocumentProposal>
{
    /// <summary>States the rules. A check reports all broken ones together.</summary>
    public DocumentRules() =>
        RuleFor(x => x.Document.Life)
            .Must((x, life) => life.Start is not { } published || published.Earliest <= x.Today.Latest)
            .Breaks(
                RuleCatalog.NotYetHappened,
                x =>
                    $"'{x.Document.Title}' would be published in the future ({x.Document.Life}). Correct the start of its period, or record it once it is published."
            );
}
