using Inpud.Registry.Api.Http.Answers;
using Inpud.Registry.Api.Http.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Inpud.Registry.Api.Site.Frame;

/// <summary>Makes the text of a page from its parts.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs)
{
    public Task<HtmlPage> RenderAsync(View view, PageHead head, RenderFragment body) => RenderAsync(PageFrame.Of(view, head, body));

    public async Task<HtmlPage> RenderAsync(RenderFragment page)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var markup = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Root.Page)] = page });
            var root = await renderer.RenderComponentAsync<Root>(parameters);
            return root.ToHtmlString();
        });
        // Here and not where each name is written, so that no place can be forgotten.
        return new HtmlPage(WritingDirection.ClosedInMarkup(markup));
    }

    /// <summary>Renders a whole page, which is a fragment. The parts of pages are functions of their facts, so that the compiler checks what each of them gets, and no part has a life of its own.</summary>
    private sealed class Root : IComponent
    {
        private RenderHandle handle;

        [Parameter]
        public RenderFragment? Page { get; set; }

        public void Attach(RenderHandle renderHandle) => handle = renderHandle;

        public Task SetParametersAsync(ParameterView parameters)
        {
            handle.Render(parameters.GetValueOrDefault<RenderFragment>(nameof(Page))!);
            return Task.CompletedTask;
        }
    }
}
