using System.Diagnostics;
using Inpud.Registry.Api.Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>compose.yaml as Compose itself reads it, with what its anchors and variables stand for.</summary>
internal sealed class ComposeTests
{
    private YamlMappingNode file = null!;

    private IEnumerable<(string Name, YamlMappingNode Service)> Services =>
        ((YamlMappingNode)file["services"]).Children.Select(service => ($"{service.Key}", (YamlMappingNode)service.Value));

    /// <summary>Compose holds the file against its schema, and fails where something is unknown.</summary>
    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        string[] variables = ["REGISTRY_SECRETS=/srv/secrets", "REGISTRY_ARCHIVE=/srv/archive"];
        string[] compose = HasPlugin() ? ["docker", "compose"] : ["docker-compose"];
        var text = await Tool.RunAsync(Repository.Root, "env", [.. variables, .. compose, "--file", "deploy/compose.yaml", "config"]);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        file = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    [TestCase("REGISTRY_SECRETS")]
    [TestCase("REGISTRY_ARCHIVE")]
    public void Variable_WhenNobodySetsIt_HasNoDefault(string variable) =>
        Assert.That(File.ReadAllText(Repository.PathOf("deploy", "compose.yaml")), Does.Contain($"${{{variable}:?"));

    [Test]
    public void Services_WhenTheyRun_MayDoNothingButWhatTheyNeed()
    {
        Assert.That(Services.Select(service => service.Name), Is.EquivalentTo(["node-1", "node-2", "database", "front"]));
        foreach (var (name, service) in Services)
        {
            Assert.Multiple(() =>
            {
                Assert.That($"{service["read_only"]}", Is.EqualTo("true").IgnoreCase, name);
                Assert.That(List(service, "cap_drop"), Is.EqualTo(["ALL"]), name);
                Assert.That(List(service, "security_opt"), Is.EqualTo(["no-new-privileges:true"]), name);
                Assert.That(service.Children.ContainsKey("healthcheck"), name);
                Assert.That(service.Children.ContainsKey("cap_add"), Is.EqualTo(name == "front"), name);
                Assert.That(service.Children.ContainsKey("privileged"), Is.False, name);
                Assert.That(service.Children.ContainsKey("ports"), Is.EqualTo(name == "front"), name);
            });
        }
    }

    [Test]
    public void Nodes_WhenTheyTrustAProxy_TrustTheFrontAlone()
    {
        var front = AddressOf("front");

        Assert.That(
            Services
                .Where(service => service.Name.StartsWith("node", StringComparison.Ordinal))
                .Select(service => $"{service.Service["environment"]["Registry__TrustedProxies"]}"),
            Is.EqualTo([front, front])
        );
    }

    [Test]
    public void Nodes_WhenTheyWrite_WriteToTheHomeOfTheImageAlone()
    {
        foreach (var (name, service) in Services.Where(service => service.Name.StartsWith("node", StringComparison.Ordinal)))
        {
            Assert.That(List(service, "tmpfs").Single(), Does.StartWith("/home/app:uid=1654,"), name);
            Assert.That(service.Children.ContainsKey("volumes"), Is.False, name);
        }
    }

    /// <summary>The addresses of the nodes stand in the front's configuration by their names.</summary>
    [Test]
    public void Front_WhenItLooksForNodes_FindsThoseOfTheFile()
    {
        var configuration = File.ReadAllText(Repository.PathOf("deploy", "nginx", "registry.conf"));

        foreach (var (name, _) in Services.Where(service => service.Name.StartsWith("node", StringComparison.Ordinal)))
        {
            Assert.That(configuration, Does.Contain($"server {name}:8080 "));
        }
    }

    private string AddressOf(string service) => $"{file["services"][service]["networks"]["inside"]["ipv4_address"]}";

    private static IEnumerable<string> List(YamlMappingNode service, string name) =>
        ((YamlSequenceNode)service[name]).Select(item => $"{item}");

    private static bool HasPlugin()
    {
        try
        {
            using var asked = Process.Start(
                new ProcessStartInfo("docker", ["compose", "version"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
