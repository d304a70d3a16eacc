namespace Inpud.Registry.Api.Http.Answers;

/// <summary>Says that the success of an operation has a header which its other properties do not tell. The contract shows it.</summary>
internal sealed record SendsHeader(string Name);
