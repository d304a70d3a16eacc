using Inpud.Registry.Api.Cli;
using Inpud.Registry.Api.Storage;

namespace Inpud.Registry.Api.Tests.Cli;

/// <summary>Long work shows its progress: a bar on a terminal, lines in a file.</summary>
internal sealed class LongWorkTests
{
    [Test]
    public async Task Show_WhenATerminalWatches_DrawsABar()
    {
        await using var screen = new StringWriter();
        var result = await LongWork.ShowAsync(Terminal.On(screen), WorkAsync);

        Assert.Multiple(() =>
        {
            Assert.That(result, Is.EqualTo(7));
            Assert.That(screen.ToString(), Does.Contain("Copying [all] of it").And.Contain("75%").And.Contain("━━━"));
        });
    }

    [Test]
    public async Task Show_WhenNobodyWatches_WritesALineForEachPart()
    {
        await using var file = new StringWriter();
        var result = await LongWork.ShowAsync(Terminal.On(file, isWatched: false), WorkAsync);

        Assert.That(result, Is.EqualTo(7));
        Assert.That(
            file.ToString().ReplaceLineEndings("\n"),
            Does.Match(@"^Copying \[all\] of it …\nChecking it …\nDone in \d+\.\d s\.\n$")
        );
    }

    private static async Task<int> WorkAsync(IWork work)
    {
        work.Begin("Copying [all] of it", 4);
        work.Advance(3);
        // The bar needs this time to be drawn.
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        work.Begin("Checking it");
        return 7;
    }
}
