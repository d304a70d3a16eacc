using FastEndpoints;
using Inpud.Registry.Api.Http;
using Inpud.Registry.Api.Http.Pages;
using Inpud.Registry.Api.Http.Problems;

namespace Inpud.Registry.Api.Features.Problems;

/// <summary>One kind of problem</summary>
/// <remarks>The page to which the <c>type</c> of an error answer leads: what the problem means, and how to mend it.</remarks>
internal sealed class GetProblem : Endpoint<GetProblemRequest, ProblemPage>
{
    public override void Configure() => Get("/problems/{code}");

    public override Task<ProblemPage> ExecuteAsync(GetProblemRequest req, CancellationToken ct)
    {
        var kind =
            ProblemKind.All.FirstOrDefault(kind => kind.Code == req.Code) ?? throw ProblemException.NoSuchRecord("problem", req.Code);
        return Task.FromResult(ProblemPage.Of(kind));
    }
}

internal sealed record GetProblemRequest
{
    /// <summary>The problem's code.</summary>
    /// <example>invalid-request</example>
    public string Code { get; init; } = "";
}

/// <summary>A kind of problem, explained.</summary>
internal sealed record ProblemPage : IHtmlAnswer
{
    /// <summary>The <c>type</c> that error answers of this kind have.</summary>
    /// <example>/problems/invalid-request</example>
    public required string Type { get; init; }

    /// <summary>The code.</summary>
    /// <example>invalid-request</example>
    public required string Code { get; init; }

    /// <summary>The HTTP status.</summary>
    /// <example>400</example>
    public required int Status { get; init; }

    /// <summary>The kind of problem, in a few words.</summary>
    /// <example>The request has a mistake</example>
    public required string Title { get; init; }

    /// <summary>What it means.</summary>
    public required string Explanation { get; init; }

    /// <summary>What to do.</summary>
    public required string Mend { get; init; }

    public static ProblemPage Of(ProblemKind kind) =>
        new()
        {
            Type = PublicAddress.Reference($"/problems/{kind.Code}"),
            Code = kind.Code,
            Status = kind.Status,
            Title = kind.Title,
            Explanation = kind.Explanation,
            Mend = kind.Mend,
        };

    public string ToHtml() =>
        Html.Page(
            Title,
            $"<p>Status {Status}, code <code>{Code}</code>.</p><p>{Html.Text(Explanation)}</p><p>{Html.Text(Mend)}</p><p><a href=\"{Html.Text(PublicAddress.Link("/problems"))}\">All problems</a></p>"
        );
}
