using System.Text.Json.Serialization;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The types that the compiler describes for the JSON of answers.</summary>
internal sealed class AnswerTypesTests
{
    private static IEnumerable<Type> Described =>
        typeof(AnswerTypes)
            .GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!);

    private static IEnumerable<Type> Answered =>
        typeof(AnswerTypes)
            .Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(BaseEndpoint)))
            .Select(AnswerOf)
            .Where(answer => !answer.IsAssignableTo(typeof(IOneForm)))
            .Distinct();

    [Test]
    public void AnswerTypes_OfAllOperations_AreDescribed() => Assert.That(Described, Is.EquivalentTo(Answered));

    private static Type AnswerOf(Type operation)
    {
        var framework = operation;
        while (!framework.IsGenericType || framework.GetGenericTypeDefinition() != typeof(Endpoint<,>))
        {
            framework = framework.BaseType!;
        }

        return framework.GetGenericArguments()[1];
    }
}
