using System.Text.Json;
using System.Text.Json.Serialization;

namespace Inpud.Registry.Api.Storage.Tables;

/// <summary>How descriptions of packages are read. The compiler makes it: every start reads the registry's own.</summary>
/// <remarks>It gives null to a property that a text leaves out, whatever its initial value is.</remarks>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DataPackage))]
internal sealed partial class DataPackageJson : JsonSerializerContext;
