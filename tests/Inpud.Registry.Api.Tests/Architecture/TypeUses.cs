using Mono.Cecil;
using Mono.Cecil.Cil;
using Assembly = System.Reflection.Assembly;

namespace Inpud.Registry.Api.Tests.Architecture;

/// <summary>One type of the house that uses another.</summary>
/// <param name="From">The folder of the type, as its namespace.</param>
/// <param name="User">The name of the type.</param>
/// <param name="To">The folder of the type that it uses; of a type that is not of the house, its namespace.</param>
/// <param name="Used">The name of the type that it uses.</param>
internal sealed record TypeUse(string From, string User, string To, string Used);

/// <summary>
/// Reads from the compiled assemblies which types use which, in signatures, bodies, attributes and generic arguments. Nested types count as the type that contains them, and so do the
/// closures and state machines that the compiler generates.
/// </summary>
internal static class TypeUses
{
    public static IReadOnlyList<TypeUse> Of(params IEnumerable<Assembly> assemblies) =>
        [
            .. assemblies
                .SelectMany(assembly =>
                {
                    using var module = ModuleDefinition.ReadModule(assembly.Location);
                    return module.Types.Where(IsOfTheHouse).SelectMany(UsesOf).ToList();
                })
                .Where(use => (use.From, use.User) != (use.To, use.Used))
                .Distinct(),
        ];

    private static bool IsOfTheHouse(TypeReference type) => type.Namespace.StartsWith("Inpud.Registry.", StringComparison.Ordinal);

    private static IEnumerable<TypeUse> UsesOf(TypeDefinition type) =>
        WithNested(type)
            .SelectMany(Named)
            .SelectMany(Parts)
            .Select(Outermost)
            .Where(used => used.Namespace.Length > 0)
            .Select(used => new TypeUse(type.Namespace, type.Name, used.Namespace, used.Name));

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>Every type that the definition of a type names, generic ones with their arguments.</summary>
    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
        [
            type.BaseType,
            .. type.Interfaces.Select(one => one.InterfaceType),
            .. Constraints(type),
            .. Attributes(type),
            .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
            .. type.Properties.SelectMany(property => Attributes(property).Append(property.PropertyType)),
            .. type.Events.SelectMany(one => Attributes(one).Append(one.EventType)),
            .. type.Methods.SelectMany(Named),
        ];

    private static IEnumerable<TypeReference?> Named(MethodDefinition method) =>
        [
            .. Signature(method),
            .. Constraints(method),
            .. Attributes(method),
            .. Attributes(method.MethodReturnType),
            .. method.Parameters.SelectMany(Attributes),
            .. method.HasBody ? Named(method.Body) : [],
        ];

    private static IEnumerable<TypeReference?> Named(MethodBody body) =>
        [
            .. body.Variables.Select(variable => variable.VariableType),
            .. body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. body.Instructions.SelectMany(instruction =>
                instruction.Operand switch
                {
                    TypeReference type => [type],
                    MethodReference method => Signature(method).Append(method.DeclaringType),
                    FieldReference field => [field.FieldType, field.DeclaringType],
                    _ => Array.Empty<TypeReference?>(),
                }
            ),
        ];

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
        [
            method.ReturnType,
            .. method.Parameters.Select(parameter => parameter.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ];

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider attributed) =>
        attributed.CustomAttributes.SelectMany(attribute =>
            attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference).Append(attribute.AttributeType)
        );

    /// <summary>The types that a type consists of: for a list of groups, the list and the group.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) =>
        type switch
        {
            null or GenericParameter => [],
            GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
            RequiredModifierType modified => Parts(modified.ModifierType).Concat(Parts(modified.ElementType)),
            TypeSpecification made => Parts(made.ElementType),
            _ => [type],
        };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
