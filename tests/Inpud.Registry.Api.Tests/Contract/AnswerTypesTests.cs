using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Json;

namespace Inpud.Registry.Api.Tests.Contract;

/// <summary>The types that the compiler describes for the JSON of answers.</summary>
internal sealed class AnswerTypesTests
{
    private static readonly JsonSerializerOptions Compiled = With(AnswerTypes.Default);
    private static readonly JsonSerializerOptions Reflected = With(new DefaultJsonTypeInfoResolver());

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

    [TestCaseSource(nameof(Described))]
    public void AnswerTypes_OfAnAnswer_AreWhatReflectionFinds(Type answer) =>
        Assert.That(ShapeOf(answer, Compiled), Is.EqualTo(ShapeOf(answer, Reflected)));

    private static JsonSerializerOptions With(IJsonTypeInfoResolver types) =>
        RegistryJson.Configure(new JsonSerializerOptions { TypeInfoResolver = types });

    /// <summary>The properties of a type and of the types in it, in the order in which they are written, and what writes each value.</summary>
    private static List<string> ShapeOf(Type answer, JsonSerializerOptions options)
    {
        var (lines, open, met) = (new List<string>(), new Queue<Type>([answer]), new HashSet<Type>());
        while (open.TryDequeue(out var type))
        {
            if (!met.Add(type))
            {
                continue;
            }

            var info = options.GetTypeInfo(type);
            lines.Add($"{type}: {info.Kind} {(info.Kind == JsonTypeInfoKind.None ? info.Converter.GetType() : "")}");
            // What is not written has no way to read it.
            foreach (var property in info.Properties.Where(property => property.Get is not null))
            {
                lines.Add($"  {property.Name}: {property.PropertyType} {property.CustomConverter?.GetType()}");
                open.Enqueue(property.PropertyType);
            }

            foreach (var inner in new[] { info.KeyType, info.ElementType }.OfType<Type>())
            {
                open.Enqueue(inner);
            }
        }

        return lines;
    }

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
