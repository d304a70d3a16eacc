using System.Globalization;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>The unit as systemd reads it, without a system that runs it.</summary>
internal sealed class SystemdTests
{
    private const string Program = "/opt/inpud-registry/Inpud.Registry.Api";
    private static readonly string Unit = Repository.PathOf("deploy", "systemd", "inpud-registry.service");

    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("registry-systemd-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Unit_WhenRead_HasNoMistake()
    {
        var unit = await File.ReadAllTextAsync(Unit);
        Assert.That(unit, Does.Contain($"ExecStart={Program}\n"));
        // Where the program is installed is the operator's. systemd looks whether it is there.
        var here = Path.Combine(folder, Path.GetFileName(Unit));
        await File.WriteAllTextAsync(
            here,
            unit.Replace(Program, Path.Combine(AppContext.BaseDirectory, "Inpud.Registry.Api"), StringComparison.Ordinal)
        );

        Assert.That((await Tool.RunAsync(folder, "systemd-analyze", "verify", here)).Trim(), Is.Empty);
    }

    /// <summary>systemd counts from 0, which is no exposure, to 10. What is left is the network, which a service needs.</summary>
    [Test]
    public async Task Unit_WhenItsExposureIsCounted_HasLittle()
    {
        var report = await Tool.RunAsync(folder, "systemd-analyze", "security", "--offline=true", "--no-pager", Unit);
        var exposure = Regex.Match(report, @"Overall exposure level[^:]*: ([\d.]+)").Groups[1].Value;

        Assert.That(double.Parse(exposure, CultureInfo.InvariantCulture), Is.LessThanOrEqualTo(1.5), report);
    }

    /// <summary>A start that upgrades takes minutes; a stop takes as long as the program takes.</summary>
    [Test]
    public void Times_WhenComparedWithTheProgram_AreLonger()
    {
        var unit = File.ReadAllText(Unit);
        var stop = double.Parse(Regex.Match(unit, @"TimeoutStopSec=(\d+)s").Groups[1].Value, CultureInfo.InvariantCulture);
        var start = double.Parse(Regex.Match(unit, @"TimeoutStartSec=(\d+)min").Groups[1].Value, CultureInfo.InvariantCulture) * 60;
        var wait = double.Parse(Regex.Match(unit, @"health --wait (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.That(stop, Is.GreaterThan(RegistryApp.TimeToStop.TotalSeconds));
        Assert.That(start, Is.GreaterThan(wait));
    }
}
