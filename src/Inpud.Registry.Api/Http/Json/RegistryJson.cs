using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Inpud.Registry.Api.Http.Json;

/// <summary>The settings for JSON: camelCase names, kebab-case enums, EDTF dates, times in UTC. The API writes nulls and refuses unknown names.</summary>
internal static class RegistryJson
{
    private static readonly DescribedTypes Known = new();

    /// <remarks>The resolver is named, since settings get it only once something was written with them; the first request of a service may ask for the shape of a type before.</remarks>
    public static JsonSerializerOptions Options { get; } =
        Configure(new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    /// <summary>The same settings, for answers.</summary>
    public static JsonSerializerOptions Answers { get; } =
        Configure(new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine(Known, new DefaultJsonTypeInfoResolver()) });

    /// <summary>Says which types of answers are described already. Reflection finds out what the others consist of.</summary>
    public static void AnswersAre(IJsonTypeInfoResolver described) => Known.Described = described;

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        // No browser takes the answers for a page (application/json with nosniff), so that letters of all scripts need no escapes.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new PartialDateConverter());
        options.Converters.Add(new EventDateConverter());
        options.Converters.Add(new PeriodConverter());
        options.Converters.Add(new MomentConverter());
        return options;
    }

    /// <summary>The same settings for what may be a part of a body: no field is required, and any may be null.</summary>
    public static JsonSerializerOptions ConfigureLenient(JsonSerializerOptions options)
    {
        Configure(options);
        options.RespectNullableAnnotations = false;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver
        {
            Modifiers =
            {
                type =>
                {
                    foreach (var property in type.Properties)
                    {
                        property.IsRequired = false;
                    }
                },
            },
        };
        return options;
    }

    private sealed class DescribedTypes : IJsonTypeInfoResolver
    {
        public IJsonTypeInfoResolver? Described { get; set; }

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => Described?.GetTypeInfo(type, options);
    }
}
