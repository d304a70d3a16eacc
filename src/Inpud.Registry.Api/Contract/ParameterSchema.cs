using System.Text.Json.Nodes;
using FluentValidation;
using FluentValidation.Validators;
using Inpud.Registry.Api.Http.Requests;
using Inpud.Registry.Api.Http.Writes;
using Microsoft.OpenApi;

namespace Inpud.Registry.Api.Contract;

/// <summary>A parameter as the contract shows it, with the bounds that its validator checks.</summary>
internal static class ParameterSchema
{
    public static OpenApiParameter Describe(Parameter parameter, IValidator? validator, ParameterText? said)
    {
        var isNumber = parameter.Property.PropertyType == typeof(int?);
        var schema = isNumber
            ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" }
            : new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = StrictRequests.LongestOf(parameter.Name),
            };
        foreach (var rule in RulesOf(parameter.Property.Name, validator))
        {
            Narrow(schema, rule);
        }

        var example = said?.Example ?? Docs.Example(parameter.Property);
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.Place switch
            {
                ParameterPlace.Path => ParameterLocation.Path,
                ParameterPlace.Header => ParameterLocation.Header,
                _ => ParameterLocation.Query,
            },
            Required = parameter.IsRequired,
            Description = said?.Text ?? Docs.Summary(parameter.Property),
            Schema = schema,
            // Swagger UI sends every example that stands here. Required parameters have one, and so does dryRun, by which a write is tried first. Of the others it would send twenty filters at
            // once, which find nothing. An If-Match has none: whoever writes has read the record.
            Example =
                example is null ? null
                : schema.Type == JsonSchemaType.Boolean ? JsonNode.Parse(example)
                : parameter.IsRequired ? JsonValue.Create(example)
                : null,
        }.WithExample(parameter.IsRequired || schema.Type == JsonSchemaType.Boolean ? null : example, isNumber);
    }

    /// <summary>The rules on a property.</summary>
    public static IEnumerable<IPropertyValidator> RulesOf(string property, IValidator? validator) =>
        RulesOn(property, validator, ofItems: false);

    /// <summary>The rules on each item of a property that is a list.</summary>
    public static IEnumerable<IPropertyValidator> RulesOfItems(string property, IValidator? validator) =>
        RulesOn(property, validator, ofItems: true);

    private static IEnumerable<IPropertyValidator> RulesOn(string property, IValidator? validator, bool ofItems) =>
        validator is null
            ? []
            : validator
                .CreateDescriptor()
                .Rules.Where(rule => rule.Member?.Name == property && IsOfItems(rule) == ofItems)
                .SelectMany(rule => rule.Components)
                .Select(component => component.Validator);

    private static bool IsOfItems(IValidationRule rule) =>
        Array.Exists(rule.GetType().GetInterfaces(), of => of.IsGenericType && of.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));

    public static void Narrow(OpenApiSchema schema, IPropertyValidator rule)
    {
        switch (rule)
        {
            case IOneOf { Values: ["true", "false"] }:
                // The server reads words, and clients have a type for these two.
                schema.Type = JsonSchemaType.Boolean;
                schema.MinLength = null;
                schema.MaxLength = null;
                break;
            case IOneOf oneOf:
                schema.Enum = [.. oneOf.Values.Select(value => (JsonNode)JsonValue.Create(value))];
                schema.MinLength = null;
                schema.MaxLength = null;
                break;
            case IBetweenValidator between:
                schema.Minimum = between.From.ToString();
                schema.Maximum = between.To.ToString();
                break;
            case IRegularExpressionValidator pattern:
                schema.Pattern = pattern.Expression;
                schema.MinLength = null;
                schema.MaxLength = null;
                break;
            case IDateRule date:
                // Not the format "date", of which some clients make an instant.
                schema.Pattern = date.IsDay ? ContractText.DayPattern : ContractText.PartialDatePattern;
                break;
            case ILengthValidator length:
                schema.MinLength = length.Min > 0 ? length.Min : schema.MinLength;
                schema.MaxLength = length.Max;
                break;
            case IItemBounds items:
                schema.MinItems = items.Least;
                schema.MaxItems = items.Most;
                schema.UniqueItems = items.AreUnique ? true : null;
                break;
            default:
                // Where JSON Schema has no keyword for a rule, the parameter's text says it.
                break;
        }
    }

    /// <summary>An optional parameter's example stands in its schema, so that Swagger UI shows it but does not fill it in.</summary>
    private static OpenApiParameter WithExample(this OpenApiParameter parameter, string? example, bool isNumber)
    {
        if (example is not null)
        {
            ((OpenApiSchema)parameter.Schema!).Examples = [isNumber ? JsonNode.Parse(example)! : JsonValue.Create(example)];
        }

        return parameter;
    }
}
