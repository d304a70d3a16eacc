using System.Globalization;
using Inpud.Registry.Api.Http.Pages;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>A problem as a page. It has nothing that differs from one request to the next, so that two answers to the same mistake are the same; only a failure names its request, for whoever looks for it in the log.</summary>
internal static class ProblemDocument
{
    public static string Write(Problem problem) =>
        Html.Page(
            problem.Title,
            $"""
            <p>{Html.Text(problem.Detail)}</p>
            {Mistakes(problem)}
            <p>Status {problem.Status.ToString(CultureInfo.InvariantCulture)}, code <a href="{Html.Text(
                PublicAddress.Link($"/problems/{problem.Code}")
            )}"><code>{Html.Text(problem.Code)}</code></a>.{Trace(problem)}</p>
            <p><a href="{Html.Text(PublicAddress.Link("/"))}">To the start of the registry</a></p>
            """
        );

    /// <summary>One mistake is told by the detail already.</summary>
    private static string Mistakes(Problem problem) =>
        problem.Errors.Count < 2
            ? ""
            : $"<ul>{string.Concat(problem.Errors.Select(error => $"<li><code>{Html.Text(error.Name)}</code>: {Html.Text(error.Detail)}</li>"))}</ul>";

    private static string Trace(Problem problem) =>
        problem.Status < StatusCodes.Status500InternalServerError
            ? ""
            : $" The log knows the request as <code>{Html.Text(problem.TraceId)}</code>.";
}
