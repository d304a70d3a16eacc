using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentValidation;
using FluentValidation.Validators;
using Inpud.Registry.Api.Http.Writes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Inpud.Registry.Api.Contract;

/// <summary>Adds to the schemas what the code says: texts and examples from the docstrings, the meaning of enum values, and null where a referenced type may be null.</summary>
internal sealed class DocumentedSchemas : ISchemaFilter
{
    private static readonly NullabilityInfoContext Nullability = new();

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema described || context.MemberInfo is not null || context.ParameterInfo is not null)
        {
            return;
        }

        if (context.Type.IsEnum)
        {
            described.Description = DescribeEnum(context.Type);
            return;
        }

        if (context.Type.Namespace?.StartsWith("Inpud.", StringComparison.Ordinal) != true || described.Properties is null)
        {
            return;
        }

        described.Description = Docs.Summary(context.Type);
        // Every answer has all its fields. An unknown value is null.
        described.Required = RequiredOf(context.Type, described.Properties.Keys);
        foreach (var property in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (property.IsDefined(typeof(OfChangesAttribute)))
            {
                // The body of a patch adds it: a new record has no such field.
                described.Properties.Remove(name);
            }
            else if (described.Properties.TryGetValue(name, out var of))
            {
                described.Properties[name] = Describe(context.Type, property, of);
            }
        }
    }

    /// <summary>The schema of a property with its text, its example and the bounds that the rules of its type give it.</summary>
    public static IOpenApiSchema Describe(Type type, PropertyInfo property, IOpenApiSchema schema)
    {
        var described = Describe(property, schema);
        if (described is OpenApiSchema own && RulesOf(type) is { } rules)
        {
            NarrowAll(own, ParameterSchema.RulesOf(property.Name, rules));
            if (own.Items is OpenApiSchema items)
            {
                NarrowAll(items, ParameterSchema.RulesOfItems(property.Name, rules));
            }
        }

        return described;
    }

    private static void NarrowAll(OpenApiSchema schema, IEnumerable<IPropertyValidator> rules)
    {
        foreach (var rule in rules)
        {
            ParameterSchema.Narrow(schema, rule);
        }
    }

    /// <summary>An answer requires all its fields, a body those that the code requires.</summary>
    private static HashSet<string> RequiredOf(Type type, IEnumerable<string> fields)
    {
        if (RulesOf(type) is null)
        {
            return [.. fields];
        }

        return
        [
            .. type.GetProperties()
                .Where(property => property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null)
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)),
        ];
    }

    private static IValidator? RulesOf(Type type) =>
        type.IsAssignableTo(typeof(ICheckedBody))
            ? (IValidator)type.GetProperty("Rules", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!
            : null;

    private static IOpenApiSchema Describe(PropertyInfo property, IOpenApiSchema schema)
    {
        var text = Docs.Summary(property) ?? Docs.RecordParameter(property);
        var isNull = IsNullable(property);
        if (schema is OpenApiSchemaReference reference)
        {
            reference.Description = text;
            return isNull
                ? new OpenApiSchema { Description = text, OneOf = [reference, new OpenApiSchema { Type = JsonSchemaType.Null }] }
                : reference;
        }

        var own = (OpenApiSchema)schema;
        own.Description = text ?? own.Description;
        // A value that is computed is written like any other: to a reader of the answer the difference says nothing.
        own.ReadOnly = false;
        own.Type = isNull ? own.Type | JsonSchemaType.Null : own.Type & ~JsonSchemaType.Null;
        if (own.Items is OpenApiSchema items)
        {
            items.Type &= ~JsonSchemaType.Null;
        }

        if (Docs.Example(property) is { } example)
        {
            own.Examples = [own.Type is { } t && !t.HasFlag(JsonSchemaType.String) ? JsonNode.Parse(example)! : JsonValue.Create(example)];
        }

        return own;
    }

    private static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && Read(property).ReadState == NullabilityState.Nullable);

    private static NullabilityInfo Read(PropertyInfo property)
    {
        // The context is not thread-safe.
        lock (Nullability)
        {
            return Nullability.Create(property);
        }
    }

    private static string DescribeEnum(Type type)
    {
        var values = Enum.GetNames(type)
            .Select(name => $"* `{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}`: {Docs.Summary(type.GetField(name)!)}");
        return $"{Docs.Summary(type)}\n\n{string.Join('\n', values)}";
    }
}
