using System.Text.Json;
using System.Text.Json.Nodes;
using FastEndpoints;
using FluentValidation;
using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Authentication;
using Inpud.Registry.Api.Http.Clients;
using Inpud.Registry.Api.Http.LinkedData;
using Inpud.Registry.Api.Http.Requests;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Inpud.Registry.Api.Contract;

/// <summary>
/// Describes an operation from its FastEndpoints definition. Swashbuckle's own source, the API explorer, takes a GET's request type for a body, and knows neither
/// the validators nor our error answers.
/// </summary>
internal sealed class OperationsFromEndpoints(IServiceProvider services) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var endpoint = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<EndpointDefinition>().SingleOrDefault();
        if (endpoint is null)
        {
            return;
        }

        var type = endpoint.EndpointType;
        operation.OperationId = JsonNamingPolicy.CamelCase.ConvertName(type.Name);
        operation.Summary = Docs.Summary(type);
        operation.Description = Docs.Remarks(type);
        var path = "/" + context.ApiDescription.RelativePath!.TrimStart('/');
        if (SiblingAddresses.FormOfOrNull(endpoint, path) is var (_, words))
        {
            operation.OperationId += string.Concat(
                words.Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant())
            );
            operation.Summary += $", {words}";
            operation.Description = $"The same as `{SiblingAddresses.WithoutEnding(path)}`, {words}.";
        }
        else if (SiblingAddresses.Of(endpoint).FirstOrDefault() is { } ending)
        {
            operation.Description =
                $"{operation.Description}\n\nFor a {(ending == ".csv" ? "table" : "feed reader")}: `{path}{ending}`.".TrimStart();
        }

        if (typeof(IHasPage).IsAssignableFrom(endpoint.ResDtoType))
        {
            operation.Description =
                $"{operation.Description}\n\nA browser, which asks for `text/html`, is led to `{PageAddresses.Of(path)}` (303).".TrimStart();
        }

        operation.Tags = new HashSet<OpenApiTagReference> { new(TagOf(type), context.Document) };
        operation.RequestBody = RequestBodies.Describe(endpoint, context);
        var validator = endpoint.ValidatorType is null
            ? null
            : (IValidator)ActivatorUtilities.CreateInstance(services, endpoint.ValidatorType);
        var said = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<ParameterText>().ToDictionary(text => text.Name);
        operation.Parameters =
        [
            .. ShownParameters
                .Of(endpoint)
                .Select(parameter =>
                    (IOpenApiParameter)ParameterSchema.Describe(parameter, validator, said.GetValueOrDefault(parameter.Name))
                ),
        ];
        operation.Responses = Responses(endpoint, path, context);
        if (type.IsAssignableTo(typeof(IForStewards)) || type.IsAssignableTo(typeof(IAlsoForStewards)))
        {
            operation.Security =
            [
                .. type.IsAssignableTo(typeof(IAlsoForStewards))
                    ? [new OpenApiSecurityRequirement()]
                    : Array.Empty<OpenApiSecurityRequirement>(),
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ContractText.KeyScheme, context.Document)] = [] },
            ];
        }
    }

    /// <summary>The fields of JSON-LD are those of schema.org, which describes them.</summary>
    private static OpenApiMediaType LinkedDataOf(Type answer) =>
        new()
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description =
                    "JSON-LD 1.1 with the terms of schema.org. What is unknown is left out, and so is a date that is approximate.",
            },
            Example = JsonNode.Parse((string)answer.GetProperty(nameof(ILinkedDataAnswer.LinkedDataExample))!.GetValue(null)!),
        };

    private static OpenApiMediaType PictureOf(Type answer, OpenApiSchema file) =>
        new() { Schema = file, Example = JsonValue.Create((string)answer.GetProperty(nameof(IPicture.Example))!.GetValue(null)!) };

    private static string TagOf(Type type) => type.Namespace!.Split('.')[^1] is var folder and not "Organisation" ? folder : "INPUD";

    /// <summary>
    /// The forms in which an address answers. The address of the JSON gives the table and the feed, too, where a request asks for them; clients have one type for each operation, and find the other
    /// forms at addresses of their own.
    /// </summary>
    private static IReadOnlyList<string> FormsAt(EndpointDefinition endpoint, string path) =>
        SiblingAddresses.FormOfOrNull(endpoint, path) is var (form, _)
            ? [form]
            : [.. AnswerForm.Offered(endpoint.ResDtoType).Where(form => form is not (AnswerForm.Csv or AnswerForm.Atom))];

    private static OpenApiResponses Responses(EndpointDefinition endpoint, string path, OperationFilterContext context)
    {
        var forms = FormsAt(endpoint, path);
        // A file has no fields to describe. The format makes clients hand on its bytes, where they would look for a JSON string otherwise.
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var answer = forms.Contains(AnswerForm.Json)
            ? context.SchemaGenerator.GenerateSchema(endpoint.ResDtoType, context.SchemaRepository)
            : file;
        var isRead = endpoint.Verbs.Contains("GET");
        var creates = context
            .ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>()
            .Any(produces => produces.StatusCode == 201);
        var success = creates ? "201" : "200";
        var besides = context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<SendsHeader>();
        var isKept = !typeof(IPassingAnswer).IsAssignableFrom(endpoint.ResDtoType);
        var responses = new OpenApiResponses
        {
            [success] = new OpenApiResponse
            {
                Description = "The answer.",
                Headers = ResponseHeaders.Named(context.Document, ResponseHeaders.OfSuccess(endpoint, besides, creates, hasTag: isKept)),
                Content = forms.ToDictionary(
                    media => media,
                    media =>
                        (IOpenApiMediaType)(
                            media == AnswerForm.LinkedData ? LinkedDataOf(endpoint.ResDtoType)
                            : typeof(IPicture).IsAssignableFrom(endpoint.ResDtoType) ? PictureOf(endpoint.ResDtoType, file)
                            : new OpenApiMediaType { Schema = media == AnswerForm.Json ? answer : file }
                        )
                ),
            },
        };
        if (creates)
        {
            responses["200"] = new OpenApiResponse
            {
                Description = "The answer to a dry run: what would happen.",
                Headers = ResponseHeaders.Named(
                    context.Document,
                    ResponseHeaders.OfSuccess(endpoint, besides, creates: false, hasTag: isKept)
                ),
                Content = new Dictionary<string, IOpenApiMediaType> { [AnswerForm.Json] = new OpenApiMediaType { Schema = answer } },
            };
        }

        if (typeof(IFileAnswer).IsAssignableFrom(endpoint.ResDtoType))
        {
            responses["206"] = new OpenApiResponse
            {
                Description = "The part of the file that the Range header asks for.",
                Headers = ResponseHeaders.Named(
                    context.Document,
                    [.. ResponseHeaders.OfSuccess(endpoint, besides, creates: false, hasTag: isKept), "Content-Range"]
                ),
                Content = forms.ToDictionary(media => media, _ => (IOpenApiMediaType)new OpenApiMediaType { Schema = file }),
            };
            responses["416"] = new OpenApiResponseReference("RangeNotSatisfiable", context.Document);
        }

        if (
            typeof(IHasPage).IsAssignableFrom(endpoint.ResDtoType)
            || context
                .ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>()
                .Any(produces => produces.StatusCode == 303)
        )
        {
            responses["303"] = new OpenApiResponseReference("LedOn", context.Document);
        }

        // A file answers 304, too. Kiota takes an operation that may answer 304, and has no JSON, for one without a body, and throws the file away.
        if (isKept && isRead && forms.Contains(AnswerForm.Json))
        {
            responses["304"] = new OpenApiResponseReference("NotModified", context.Document);
        }

        if (
            endpoint.Routes![0].StartsWith("/v1/networks/{", StringComparison.Ordinal)
            || context
                .ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>()
                .Any(produces => produces.StatusCode == 308)
        )
        {
            responses["308"] = new OpenApiResponseReference("Moved", context.Document);
        }

        responses["400"] = new OpenApiResponseReference("Mistake", context.Document);
        if (ParameterNames.Of(endpoint).Any(parameter => parameter.InPath))
        {
            responses["404"] = new OpenApiResponseReference("NoSuchRecord", context.Document);
        }

        if (endpoint.EndpointType.IsAssignableTo(typeof(IForStewards)))
        {
            responses["401"] = new OpenApiResponseReference("Unauthenticated", context.Document);
            responses["403"] = new OpenApiResponseReference("Forbidden", context.Document);
        }

        if (!isRead)
        {
            responses["409"] = new OpenApiResponseReference("Conflict", context.Document);
            responses["413"] = new OpenApiResponseReference("BodyTooLarge", context.Document);
            responses["415"] = new OpenApiResponseReference("UnsupportedMediaType", context.Document);
            responses["422"] = new OpenApiResponseReference("RulesBroken", context.Document);
        }

        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<CountsTries>().Any())
        {
            responses["429"] = new OpenApiResponseReference("TooManyRequests", context.Document);
        }

        if (ParameterNames.Of(endpoint).Any(parameter => parameter.Name == "after"))
        {
            responses["410"] = new OpenApiResponseReference("CursorOutdated", context.Document);
        }

        if (ParameterNames.Of(endpoint).Any(parameter => parameter.Name == "If-Match"))
        {
            responses["412"] = new OpenApiResponseReference("PreconditionFailed", context.Document);
            responses["428"] = new OpenApiResponseReference("PreconditionRequired", context.Document);
        }

        responses["406"] = new OpenApiResponseReference("NotAcceptable", context.Document);
        responses["default"] = new OpenApiResponseReference("Problem", context.Document);
        return responses;
    }
}
