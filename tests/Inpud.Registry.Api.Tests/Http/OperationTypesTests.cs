using System.Reflection;
using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>What the file of an assembly says of its operations is what its types say.</summary>
internal sealed class OperationTypesTests
{
    private static readonly Assembly[] Assemblies = [typeof(OperationTypes).Assembly, typeof(PostEcho).Assembly];

    [TestCaseSource(nameof(Assemblies))]
    public void In_ForAnAssembly_IsEveryOperationAndEveryValidatorOfARequest(Assembly assembly) =>
        Assert.That(
            OperationTypes.In(assembly),
            Is.EquivalentTo(
                assembly
                    .GetTypes()
                    .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false })
                    .Where(type => type.IsAssignableTo(typeof(IEndpoint)) || Ancestors(type).Any(IsValidator))
            )
        );

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static bool IsValidator(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Validator<>);
}
