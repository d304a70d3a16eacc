using Inpud.Registry.Api.Http.Json;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Domain.Dates;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Inpud.Registry.Api.Contract;

/// <summary>Makes openapi.yaml from the code, and serves it and Swagger UI.</summary>
internal static class ContractServices
{
    public static void AddContract(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        // The serializer's own settings decide, so that schemas describe what it writes.
        services.AddSingleton<ISerializerDataContractResolver>(new JsonSerializerDataContractResolver(RegistryJson.Options));
        services.TryAddEnumerable(ServiceDescriptor.Transient<IApiDescriptionProvider, FromDefinitionsOnly>());
        services.AddSingleton<ContractDocument>();
        services.AddSwaggerGen(swagger =>
        {
            swagger.SwaggerDoc(ContractDocument.Name, ContractText.Info());
            swagger.AddServer(new OpenApiServer { Url = "/" });
            swagger.AddSecurityDefinition(ContractText.KeyScheme, ContractText.Key());
            swagger.SupportNonNullableReferenceTypes();
            swagger.NonNullableReferenceTypesAsRequired();
            swagger.CustomSchemaIds(SchemaNames.Of);
            swagger.MapType<PartialDate>(ContractText.PartialDate);
            swagger.MapType<EventDate>(ContractText.EventDate);
            swagger.MapType<Period>(ContractText.Period);
            swagger.SchemaFilter<DocumentedSchemas>();
            swagger.OperationFilter<OperationsFromEndpoints>();
            swagger.DocumentFilter<SharedParameters>();
            swagger.DocumentFilter<TidyDocument>();
        });
    }

    public static void UseContract(this IApplicationBuilder app)
    {
        app.Use(
            async (context, next) =>
            {
                if (!ContractDocument.IsAt(context.Request.Path) && !IsOfThePage(context.Request.Path))
                {
                    await next(context);
                    return;
                }

                if (
                    !FileMethods.IsRefusedAsNoGet(context)
                    && !await context.RequestServices.GetRequiredService<ContractDocument>().TryServeAsync(context)
                    && !await SwaggerStyle.TryServeAsync(context)
                )
                {
                    await next(context);
                }
            }
        );
        // Swagger UI takes its page in any case, and the page would have the policy of another one then.
        app.UseWhen(context => IsOfThePage(context.Request.Path), page => page.UseSwaggerUI(Describe));
    }

    private static bool IsOfThePage(PathString path) => path.StartsWithSegments("/swagger", StringComparison.Ordinal);

    private static void Describe(SwaggerUIOptions ui)
    {
        ui.RoutePrefix = "swagger";
        ui.DocumentTitle = "The INPUD registry: Swagger UI";
        // Relative to the page, which may stand behind a path.
        ui.SwaggerEndpoint("../openapi.json", "The INPUD registry");
        ui.EnableTryItOutByDefault();
        // The page opens with its groups, as a table of contents. With 150 rows and more, Swagger UI would keep those that are out of sight out of the page, where no browser finds a word.
        ui.DocExpansion(DocExpansion.None);
        // An address leads to an operation, and the filter to a group of them.
        ui.EnableDeepLinking();
        ui.EnableFilter();
        ui.InjectStylesheet(SwaggerStyle.Name);
        ui.DisplayRequestDuration();
        ui.DefaultModelsExpandDepth(0);
    }
}
