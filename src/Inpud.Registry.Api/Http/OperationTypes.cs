using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using FastEndpoints;

namespace Inpud.Registry.Api.Http;

/// <summary>Finds the operations of an assembly, and the validators of their requests.</summary>
/// <remarks>The framework finds them by loading every type of the assembly, of which they are one in ten. Here, the file says which types derive from a generic one, and only these are loaded.</remarks>
internal static class OperationTypes
{
    public static List<Type> In(Assembly assembly) => [.. DerivedFromGeneric(assembly).Where(IsPartOfOperation)];

    private static bool IsPartOfOperation(Type type) =>
        type is { IsAbstract: false, IsGenericTypeDefinition: false }
        && (type.IsAssignableTo(typeof(IEndpoint)) || type.BaseType!.GetGenericTypeDefinition() == typeof(Validator<>));

    private static IEnumerable<Type> DerivedFromGeneric(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.dll");
        if (!File.Exists(path))
        {
            // A program in a single file has no files of its assemblies.
            return All(assembly);
        }

        using var file = new PEReader(File.OpenRead(path), PEStreamOptions.PrefetchMetadata);
        var types = file.GetMetadataReader();
        return types.GetGuid(types.GetModuleDefinition().Mvid) == assembly.ManifestModule.ModuleVersionId
            ?
            [
                .. types
                    .TypeDefinitions.Where(type => types.GetTypeDefinition(type).BaseType.Kind == HandleKind.TypeSpecification)
                    .Select(type => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(type))),
            ]
            // The file is of another build than the program that runs.
            : All(assembly);
    }

    private static IEnumerable<Type> All(Assembly assembly) => assembly.GetTypes().Where(type => type.BaseType is { IsGenericType: true });
}
