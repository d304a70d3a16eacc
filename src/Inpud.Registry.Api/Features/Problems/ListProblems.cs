using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Features.Problems;

/// <summary>The kinds of problem</summary>
/// <remarks>Every kind of error answer, with its code and its page. A browser gets a page, a program gets JSON.</remarks>
internal sealed class ListProblems : Endpoint<EmptyRequest, ProblemPages>
{
    public override void Configure() => Get("/problems");

    public override Task<ProblemPages> ExecuteAsync(EmptyRequest req, CancellationToken ct) =>
        Task.FromResult(new ProblemPages { Items = [.. ProblemKind.All.Select(ProblemPage.Of)] });
}

/// <summary>All kinds of problem.</summary>
internal sealed record ProblemPages : IHtmlAnswer
{
    /// <summary>The kinds.</summary>
    public required IReadOnlyList<ProblemPage> Items { get; init; }

    public string ToHtml() =>
        Html.Page(
            "Problems",
            $"<ul>{string.Concat(Items.Select(kind => $"""<li><a href="{Html.Text(PublicAddress.Link($"/problems/{kind.Code}"))}">{Html.Text(kind.Title)}</a> ({kind.Status})</li>"""))}</ul>"
        );
}
