using FastEndpoints;

namespace Inpud.Registry.Api.Http.Answers;

/// <summary>
/// Settles the form of the answer before the endpoint runs, and refuses an Accept header that cannot be met; it notes when the public registry last changed, too. It runs between
/// routing and the endpoint, so that no endpoint can forget it.
/// </summary>
internal static class NegotiatedAnswers
{
    public static IApplicationBuilder UseNegotiatedAnswers(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<EndpointDefinition>() is { } operation)
                {
                    var form = AnswerForm.Negotiate(context, operation);
                    if (form.IsHtml && typeof(IHasPage).IsAssignableFrom(operation.ResDtoType))
                    {
                        await PageAddresses.LeadOnAsync(context);
                        return;
                    }

                    context.Features.Set(form);
                    await LastModified.NoteAsync(context, operation);
                }

                await next(context);
            }
        );
}
