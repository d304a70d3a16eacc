using Inpud.Registry.Api.Tests.Hosting;
using k8s;
using k8s.Models;

namespace Inpud.Registry.Api.Tests.Deploy;

/// <summary>The manifests have no field that Kubernetes does not know, and what one of them names is in another.</summary>
internal sealed class KubernetesTests
{
    private const string Name = "app.kubernetes.io/component";
    private static readonly string Folder = Repository.PathOf("deploy", "kubernetes");

    private readonly V1Deployment deployment = Read<V1Deployment>("deployment.yaml").Single();

    private V1Container Container => deployment.Spec.Template.Spec.Containers.Single();

    private static List<T> Read<T>(string file) =>
        [
            .. File.ReadAllText(Path.Combine(Folder, file))
                .Split("\n---\n")
                .Select(document => KubernetesYaml.Deserialize<T>(document, strict: true)),
        ];

    [Test]
    public void Manifests_WhenRead_AreOfTheKindsThatTheySay()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Read<V1Deployment>("deployment.yaml").Select(each => each.Kind), Is.EqualTo(["Deployment"]));
            Assert.That(Read<V1Service>("service.yaml").Select(each => each.Kind), Is.EqualTo(["Service"]));
            Assert.That(Read<V1Ingress>("ingress.yaml").Select(each => each.Kind), Is.EqualTo(["Ingress", "Ingress"]));
            Assert.That(Read<V1NetworkPolicy>("network-policy.yaml").Select(each => each.Kind), Is.EqualTo(["NetworkPolicy"]));
            Assert.That(
                Read<V1PodDisruptionBudget>("disruption-budget.yaml").Select(each => each.Kind),
                Is.EqualTo(["PodDisruptionBudget"])
            );
        });
    }

    [Test]
    public void Kustomization_WhenApplied_HasEveryManifest()
    {
        var listed = File.ReadLines(Path.Combine(Folder, "kustomization.yaml"))
            .SkipWhile(line => line != "resources:")
            .Skip(1)
            .TakeWhile(line => line.StartsWith("  - ", StringComparison.Ordinal))
            .Select(line => line[4..]);

        Assert.That(
            listed.Append("kustomization.yaml"),
            Is.EquivalentTo(Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)))
        );
    }

    [Test]
    public void Nodes_WhenOneIsReplaced_AreNeverFewer()
    {
        var budget = Read<V1PodDisruptionBudget>("disruption-budget.yaml").Single().Spec;

        Assert.That(deployment.Spec.Strategy.RollingUpdate.MaxUnavailable.Value, Is.EqualTo("0"));
        Assert.That(deployment.Spec.Replicas, Is.GreaterThan(int.Parse(budget.MinAvailable.Value, null)));
        Assert.That(Container.Lifecycle.PreStop.Sleep.Seconds, Is.GreaterThan(0));
        Assert.That(
            deployment.Spec.Template.Spec.TerminationGracePeriodSeconds,
            Is.GreaterThan(Container.Lifecycle.PreStop.Sleep.Seconds + RegistryApp.TimeToStop.TotalSeconds)
        );
    }

    [Test]
    public void Selectors_WhenTheyLook_FindTheNodes()
    {
        var node = deployment.Spec.Template.Metadata.Labels[Name];

        Assert.That(
            new[]
            {
                deployment.Spec.Selector.MatchLabels,
                Read<V1Service>("service.yaml").Single().Spec.Selector,
                Read<V1PodDisruptionBudget>("disruption-budget.yaml").Single().Spec.Selector.MatchLabels,
                Read<V1NetworkPolicy>("network-policy.yaml").Single().Spec.PodSelector.MatchLabels,
                deployment.Spec.Template.Spec.TopologySpreadConstraints.Single().LabelSelector.MatchLabels,
            }.Select(labels => labels.Single()),
            Has.All.EqualTo(KeyValuePair.Create(Name, node))
        );
    }

    [Test]
    public void Ports_WhenNamed_AreThoseOfTheNode()
    {
        var port = Container.Ports.Single();
        var service = Read<V1Service>("service.yaml").Single();
        var backends = Read<V1Ingress>("ingress.yaml")
            .SelectMany(ingress => ingress.Spec.Rules)
            .SelectMany(rule => rule.Http.Paths)
            .Select(path => path.Backend.Service);

        Assert.Multiple(() =>
        {
            Assert.That(service.Spec.Ports.Single().TargetPort.Value, Is.EqualTo(port.Name));
            Assert.That(
                Read<V1NetworkPolicy>("network-policy.yaml").Single().Spec.Ingress.Single().Ports.Single().Port.Value,
                Is.EqualTo(port.Name)
            );
            Assert.That(backends.Select(backend => backend.Name), Has.All.EqualTo(service.Metadata.Name));
            Assert.That(backends.Select(backend => backend.Port.Name), Has.All.EqualTo(service.Spec.Ports.Single().Name));
        });
    }

    /// <summary>A database that is away takes a node out of the service, and does not restart it.</summary>
    [Test]
    public void Probes_WhenTheyAsk_AskWhatTheyAreFor()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Container.StartupProbe.HttpGet.Path, Is.EqualTo("/health/live"));
            Assert.That(Container.LivenessProbe.HttpGet.Path, Is.EqualTo("/health/live"));
            Assert.That(Container.ReadinessProbe.HttpGet.Path, Is.EqualTo("/health/ready"));
            Assert.That(
                new[] { Container.StartupProbe, Container.LivenessProbe, Container.ReadinessProbe }.Select(probe =>
                    probe.HttpGet.Port.Value
                ),
                Has.All.EqualTo(Container.Ports.Single().Name)
            );
        });
    }

    [Test]
    public void Nodes_WhenTheyRun_MayDoNothingButWhatTheyNeed()
    {
        var pod = deployment.Spec.Template.Spec;

        Assert.Multiple(() =>
        {
            Assert.That(pod.SecurityContext.RunAsNonRoot, Is.True);
            Assert.That(pod.SecurityContext.RunAsUser, Is.EqualTo(1654));
            Assert.That(pod.SecurityContext.SeccompProfile.Type, Is.EqualTo("RuntimeDefault"));
            Assert.That(pod.AutomountServiceAccountToken, Is.False);
            Assert.That(Container.SecurityContext.AllowPrivilegeEscalation, Is.False);
            Assert.That(Container.SecurityContext.ReadOnlyRootFilesystem, Is.True);
            Assert.That(Container.SecurityContext.Capabilities.Drop, Is.EqualTo(["ALL"]));
            Assert.That(Container.Resources.Limits.Keys, Is.EqualTo(["memory"]));
            Assert.That(pod.Volumes.Select(volume => volume.Name), Is.EquivalentTo(Container.VolumeMounts.Select(mount => mount.Name)));
            Assert.That(
                Container.VolumeMounts.Where(mount => mount.ReadOnlyProperty != true).Select(mount => mount.MountPath),
                Is.EqualTo(["/home/app"])
            );
        });
    }
}
