using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Answers;

namespace Inpud.Registry.Api.Features.Entry;

/// <summary>Where to begin</summary>
/// <remarks>The addresses that lead to everything else. A browser gets a page, a program gets JSON.</remarks>
internal sealed class GetEntry : Endpoint<EmptyRequest, EntryPage>
{
    public override void Configure() => Get("/");

    public override Task<EntryPage> ExecuteAsync(EmptyRequest req, CancellationToken ct) => Task.FromResult(new EntryPage());
}

/// <summary>The addresses to begin at.</summary>
internal sealed record EntryPage : IHtmlAnswer
{
    /// <summary>What this service is.</summary>
    /// <example>The registry of the International Network of People who Use Drugs (INPUD)</example>
    public string Title { get; } = "The registry of the International Network of People who Use Drugs (INPUD)";

    /// <summary>Swagger UI, in which the API can be tried.</summary>
    /// <example>https://registry.example.org/swagger/index.html</example>
    public string Documentation { get; } = PublicAddress.Link("/swagger/index.html");

    /// <summary>The contract, as OpenAPI 3.1.</summary>
    /// <example>https://registry.example.org/openapi.yaml</example>
    public string Contract { get; } = PublicAddress.Link("/openapi.yaml");

    /// <summary>The search, with an example.</summary>
    /// <example>https://registry.example.org/v1/search?q=inpud</example>
    public string Search { get; } = PublicAddress.Link("/v1/search?q=inpud");

    /// <summary>The whole public registry as a file.</summary>
    /// <example>https://registry.example.org/v1/export</example>
    public string Export { get; } = PublicAddress.Link("/v1/export");

    /// <summary>The lists and counts.</summary>
    public IReadOnlyList<string> Resources { get; } =
    [
        .. new[]
        {
            "/v1/inpud",
            "/v1/timeline",
            "/v1/documents",
            "/v1/partners",
            "/v1/networks",
            "/v1/groups",
            "/v1/countries",
            "/v1/regions",
            "/v1/board",
            "/v1/secretariat",
            "/v1/secretariat/posts",
            "/v1/coverage",
            "/v1/coverage/countries",
            "/v1/coverage/regions",
            "/v1/coverage/matrix",
            "/v1/sources",
            "/v1/rules",
            "/v1/changes",
        }.Select(PublicAddress.Link),
    ];

    public string ToHtml() =>
        Html.Page(
            Title,
            $"""
            <p>Try the API in <a href="{Html.Text(Documentation)}">Swagger UI</a>, or read its <a href="{Html.Text(
                Contract
            )}">contract</a>; <a href="{Html.Text(Search)}">search</a> by any name; <a href="{Html.Text(
                Export
            )}">take the whole registry away</a>.</p>
            <ul>{string.Concat(Resources.Select(address => $"""<li><a href="{Html.Text(address)}">{Html.Text(address)}</a></li>"""))}</ul>
            """
        );
}
