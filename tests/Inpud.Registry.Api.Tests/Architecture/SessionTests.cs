using Inpud.Registry.Api.Storage.Sessions;
using Mono.Cecil;

namespace Inpud.Registry.Api.Tests.Architecture;

/// <summary>
/// A session ends before the first byte of an answer. A client that does not read would else hold the lock of all writers, or a snapshot that keeps the log from shrinking.
/// </summary>
internal sealed class SessionTests
{
    private static readonly string[] Opening = [nameof(Database.ReadAsync), nameof(Database.WriteAsync), nameof(Database.WriteOrNull)];

    [Test]
    public void Method_WhenItOpensASession_AnswersNothing()
    {
        using var module = ModuleDefinition.ReadModule(typeof(RegistryApp).Assembly.Location);
        var opening = module
            .GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => method.HasBody && CallsOf(method).Any(Opens))
            .ToList();

        Assert.That(opening, Has.Count.GreaterThan(40), "the test has to see the sessions");
        Assert.That(opening.Where(method => CallsOf(method).Any(Answers)).Select(method => method.FullName), Is.Empty);
    }

    private static IEnumerable<MethodReference> CallsOf(MethodDefinition method) =>
        method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>();

    private static bool Opens(MethodReference called) =>
        called.DeclaringType.FullName == typeof(Database).FullName && Opening.Contains(called.Name, StringComparer.Ordinal);

    /// <summary>Whatever is done with a response writes it, except to set a header; and the house has methods of its own that write one.</summary>
    private static bool Answers(MethodReference called) =>
        !called.Name.StartsWith("get_", StringComparison.Ordinal) && WritesAnswer(called);

    private static bool WritesAnswer(MethodReference called) =>
        called.DeclaringType.FullName.Contains("HttpResponse", StringComparison.Ordinal)
        || called.DeclaringType.FullName.Contains("ResponseSender", StringComparison.Ordinal)
        || called.DeclaringType.FullName.EndsWith(".IResult", StringComparison.Ordinal)
        || called.DeclaringType.Name == "AnswerWriter"
        || called is { Name: "AnswerAsync" or "MoveAsync", DeclaringType.Namespace: "Inpud.Registry.Api.Features" };
}
