using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Inpud.Registry.Api.Contract;

/// <summary>The body of a write: its schema, and an example that is put together from the examples of its fields.</summary>
internal static class RequestBodies
{
    public static OpenApiRequestBody? Describe(EndpointDefinition endpoint, OperationFilterContext context)
    {
        if (ParameterNames.BodyOf(endpoint) is not { } property)
        {
            return Files(context);
        }

        var patched = MergePatch.PatchedBy(endpoint.ReqDtoType);
        var schema = context.SchemaGenerator.GenerateSchema(patched ?? property.PropertyType, context.SchemaRepository);
        if (patched is not null)
        {
            schema = PatchOf(patched, context);
        }

        return new OpenApiRequestBody
        {
            Required = true,
            Description = Docs.Summary(property),
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                [AnswerForm.Json] = new OpenApiMediaType
                {
                    Schema = schema,
                    Example = ExampleOf(patched ?? property.PropertyType, isPatch: patched is not null),
                },
            },
        };
    }

    /// <summary>A body that is a file. It has media types and no fields. Null where the operation takes no file.</summary>
    private static OpenApiRequestBody? Files(OperationFilterContext context)
    {
        var accepted = context
            .ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>()
            .SelectMany(accepts => accepts.ContentTypes)
            .Where(type => type is not ("application/json" or "*/*"))
            .Distinct()
            .ToList();
        return accepted.Count == 0
            ? null
            : new OpenApiRequestBody
            {
                Required = true,
                Description = "The file.",
                Content = accepted.ToDictionary(
                    type => type,
                    type =>
                        (IOpenApiMediaType)(
                            type == "text/csv"
                                ? new OpenApiMediaType
                                {
                                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                                    Example = JsonValue.Create(
                                        "name,country,founded,keptBy,source\nKenyan Network of People who Use Drugs,Kenya,2012,africanpud,registry-curation\n"
                                    ),
                                }
                                // This format makes Swagger UI offer to choose a file.
                                : new OpenApiMediaType
                                {
                                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                                }
                        )
                ),
            };
    }

    /// <summary>The same fields, of which only the reason is required.</summary>
    private static OpenApiSchemaReference PatchOf(Type type, OperationFilterContext context)
    {
        var name = SchemaNames.Of(type).Replace("Input", "Patch", StringComparison.Ordinal);
        var full = (OpenApiSchema)context.SchemaRepository.Schemas[SchemaNames.Of(type)];
        var words = type.GetProperties()
            .Where(property => property.PropertyType.IsEnum)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
            .ToHashSet(StringComparer.Ordinal);
        var ofChanges = type.GetProperties()
            .Where(property => property.IsDefined(typeof(OfChangesAttribute)))
            .ToDictionary(
                property => JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                property =>
                    DocumentedSchemas.Describe(
                        type,
                        property,
                        context.SchemaGenerator.GenerateSchema(property.PropertyType, context.SchemaRepository)
                    )
            );
        context.SchemaRepository.Schemas[name] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "The fields that change. " + full.Description,
            Properties = full.Properties!.Concat(ofChanges)
                .ToDictionary(field => field.Key, field => WithoutDefault(field.Value, words.Contains(field.Key))),
            Required = full.Properties!.ContainsKey(MergePatch.AlwaysStated) ? new HashSet<string> { MergePatch.AlwaysStated } : null,
            AdditionalPropertiesAllowed = false,
        };
        return new OpenApiSchemaReference(name, context.Document);
    }

    /// <summary>
    /// The schema of a field in a patch. A number, a truth value or a word of a list is shown as one that may be null, although null is refused: a generated client has a default
    /// for each of them otherwise, such as 0 or the first word, and sends it with every patch.
    /// </summary>
    private static IOpenApiSchema WithoutDefault(IOpenApiSchema field, bool isWord)
    {
        const string Refused = " In a patch, leave it out to keep it; null is refused.";
        if (isWord)
        {
            return new OpenApiSchema
            {
                OneOf = [field, new OpenApiSchema { Type = JsonSchemaType.Null }],
                Description = field.Description + Refused,
            };
        }

        if (field is not OpenApiSchema { Type: JsonSchemaType.Integer or JsonSchemaType.Number or JsonSchemaType.Boolean })
        {
            return field;
        }

        var plain = (OpenApiSchema)field.CreateShallowCopy();
        plain.Type |= JsonSchemaType.Null;
        plain.Description += Refused;
        return plain;
    }

    private static JsonObject ExampleOf(Type type, bool isPatch)
    {
        var example = new JsonObject();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (
                Docs.Example(property) is { } text
                && (isPatch ? name is "place" or "since" or "note" or "reason" : !property.IsDefined(typeof(OfChangesAttribute)))
            )
            {
                example[name] = IsText(property.PropertyType) ? JsonValue.Create(text) : JsonNode.Parse(text);
            }
        }

        if (!example.ContainsKey("place"))
        {
            // Only a place is changed by the example of a patch, so that nothing else has a time.
            example.Remove("since");
        }

        return example;
    }

    /// <summary>True where JSON writes the value as a string (texts, enums); numbers, lists and objects have JSON of their own.</summary>
    private static bool IsText(Type type) => type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsEnum;
}
