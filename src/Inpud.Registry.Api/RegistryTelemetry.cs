using Inpud.Registry.Api.Http.Observation;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Inpud.Registry.Api;

/// <summary>Sends traces and metrics to the collector that the operator names, and to nobody where none is named.</summary>
internal static class RegistryTelemetry
{
    /// <summary>The meters of the framework that know a request by its operation alone. Others could name what a client sent.</summary>
    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    public static void Use(IServiceCollection services, string collector)
    {
        if (collector.Length == 0)
        {
            return;
        }

        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("inpud-registry", serviceVersion: ProgramVersion.Text))
            .WithTracing(traces =>
                traces.AddSource(ObservedRequests.Name).AddOtlpExporter(export => SendTo(export, $"{collector}/v1/traces"))
            )
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter(export => SendTo(export, $"{collector}/v1/metrics")));
    }

    private static void SendTo(OtlpExporterOptions export, string address) =>
        (export.Protocol, export.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(address));
}
