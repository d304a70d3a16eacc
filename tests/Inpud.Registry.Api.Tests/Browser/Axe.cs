using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Inpud.Registry.Api.Tests.Browser;

/// <summary>Looks at a page for what stands in somebody's way: with axe-core, and for what is wider than the screen.</summary>
/// <remarks>
/// It runs axe-core by itself. The wrapper for Playwright brings all that axe passed out of the browser, and into another page of it to count it, which takes ten times as long as to look.
/// </remarks>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>The rules that look at colours. Nothing else of a page differs between light and dark.</summary>
    private static readonly string[] OnColours = ["color-contrast", "link-in-text-block"];

    private static readonly (ColorScheme Scheme, int Width)[] Ways =
    [
        (ColorScheme.Light, 320),
        (ColorScheme.Dark, 320),
        (ColorScheme.Dark, 1440),
        (ColorScheme.Light, 1440),
    ];

    /// <summary>What it finds in the page as it is loaded: in light and in dark, on a phone and on a wide screen. Nothing is loaded anew in between.</summary>
    /// <param name="page">The page.</param>
    /// <param name="isMapLeftOut">Whether to leave out the countries of the map, which are the same 250 links on each page that has it.</param>
    public static async Task<IReadOnlyList<string>> FindInEveryWayAsync(IPage page, bool isMapLeftOut)
    {
        var found = new List<string>();
        foreach (var (scheme, width) in Ways)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 800);
            var violations = await ViolationsAsync(page, scheme == ColorScheme.Dark ? OnColours : [], isMapLeftOut);
            found.AddRange(violations.Concat(await WideAsync(page)).Select(problem => $"{scheme} {width}: {problem}"));
        }

        return found;
    }

    /// <summary>The page alone, without the frames in it, which have addresses of their own. Closed parts are opened, since axe does not look at what is not shown.</summary>
    private static async Task<string[]> ViolationsAsync(IPage page, IReadOnlyList<string> rules, bool isMapLeftOut)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        var found = await page.EvaluateAsync<JsonElement>(
            """
            async ({ rules, isMapLeftOut }) => {
              document.querySelectorAll("details").forEach(part => { part.open = true; });
              const result = await axe.run(
                { include: document, exclude: isMapLeftOut ? [["svg.coverage-map"], [".all-countries li"]] : [] },
                { resultTypes: ["violations"], iframes: false, ...(rules.length > 0 ? { runOnly: rules } : {}) },
              );
              return {
                passed: result.passes.length,
                violations: result.violations.map(one => `${one.id} ${one.nodes.map(node => node.html).join(" | ")}`),
              };
            }
            """,
            new { rules, isMapLeftOut }
        );
        Assert.That(found.GetProperty("passed").GetInt32(), Is.GreaterThan(rules.Count > 0 ? 0 : 10), "axe looked at something");
        return [.. found.GetProperty("violations").EnumerateArray().Select(violation => violation.GetString()!)];
    }

    /// <summary>What is wider than the screen, but for commands, which scroll by themselves.</summary>
    public static Task<string[]> WideAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll("body *")]
              .filter(element => !element.closest("pre, svg, .unseen, .skip"))
              .filter(element => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
              .map(element => `wider than the screen: ${element.tagName}.${element.className}`)
            """
        );
}
