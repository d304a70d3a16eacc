namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>Says that an answer is about one group, and depends on nothing but what is shown of it and on the day. Such an answer is kept until the group changes.</summary>
/// <remarks>An answer that shows the name of another group, or anything else of the registry, does not say it.</remarks>
/// <param name="Group">The id of the group.</param>
internal sealed record AnswerAbout(string Group);
