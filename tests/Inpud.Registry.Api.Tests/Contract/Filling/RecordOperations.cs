using System.Text.Json;
using Inpud.Registry.Api.Storage.Tables;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Contract.Filling;

/// <summary>The operations of the contract that make and change a kind of record.</summary>
/// <param name="Table">The table of the records.</param>
/// <param name="Template">The address to which clients post a new one; null where nobody makes one, as with INPUD's own record.</param>
/// <param name="Input">The schema of the posted body; that of the patch where nobody posts one.</param>
/// <param name="Patch">The schema of the body that changes one.</param>
/// <param name="Parameter">The name of the id in its public address, or in its record's address where it has no public one.</param>
internal sealed record RecordOperations(DataTable Table, string? Template, string Input, string Patch, string Parameter)
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<RecordOperations> All { get; } = [.. Read()];

    /// <summary>The operations that post a part of a record, such as a consent.</summary>
    public static IReadOnlyList<(DataTable Part, string Template, string Input)> Parts { get; } = [.. ReadParts()];

    /// <summary>The names in braces of the address.</summary>
    public IEnumerable<string> Open => (Template ?? "").Split('/').Where(step => step.StartsWith('{')).Select(step => step[1..^1]);

    public override string ToString() => Table.Name;

    /// <summary>The schemas of the JSON bodies of all writes.</summary>
    public static IReadOnlySet<string> Bodies { get; } = Operations().Select(operation => operation.Body).ToHashSet();

    private static IEnumerable<RecordOperations> Read()
    {
        var operations = Operations().ToList();
        foreach (
            var patch in operations.Where(operation =>
                operation.Method == "patch" && operation.Template.EndsWith("/record", StringComparison.Ordinal)
            )
        )
        {
            var steps = patch.Template.Split('/');
            // Several operations answer with such a record; the one that posts to a collection makes it.
            var post = operations.SingleOrDefault(operation =>
                operation.Method == "post"
                && operation.Answer == patch.Answer
                && operation.Body == patch.Body.Replace("Patch", "Input", StringComparison.Ordinal)
            );
            yield return new RecordOperations(
                RegistryTables.Full.Resources.Single(table => table.Resource == steps[2]),
                post.Template,
                post.Body ?? patch.Body,
                patch.Body,
                PublicParameterOf(steps[2]) ?? steps[3][1..^1]
            );
        }
    }

    /// <summary>The name in braces of an address such as <c>/v1/groups/{group}</c>; null where the kind has no such address.</summary>
    private static string? PublicParameterOf(string resource) =>
        RegistryServer
            .Contract()
            .GetProperty("paths")
            .EnumerateObject()
            .Select(path => path.Name.Split('/'))
            .Where(steps => steps.Length == 4 && steps[1] == "v1" && steps[2] == resource && steps[3].StartsWith('{'))
            .Select(steps => steps[3][1..^1])
            .SingleOrDefault();

    private static IEnumerable<(DataTable Part, string Template, string Input)> ReadParts() =>
        from operation in Operations()
        where operation.Method == "post"
        let steps = operation.Template.Split('/')
        where steps.Length == 5
        let table = RegistryTables.Full.Resources.SingleOrDefault(table => table.Resource == steps[2])
        where table is not null
        let part = RegistryTables.PartsOf(table.Name).SingleOrDefault(part => part.PartOf!.Property == steps[4])
        where part is not null
        select (part, operation.Template, operation.Body);

    private static IEnumerable<(string Method, string Template, string Body, string? Answer)> Operations() =>
        from path in RegistryServer.Contract().GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "post" or "patch" or "put" or "delete"
        let body = RequestOf(operation.Value)
        where body is not null
        select (operation.Name, path.Name, body, AnswerOf(operation.Value));

    private static string? RequestOf(JsonElement operation) =>
        operation.TryGetProperty("requestBody", out var body) ? JsonSchemaOf(body) : null;

    private static string? AnswerOf(JsonElement operation)
    {
        var responses = operation.GetProperty("responses");
        return responses.TryGetProperty("201", out var created) ? JsonSchemaOf(created)
            : responses.TryGetProperty("200", out var done) ? JsonSchemaOf(done)
            : null;
    }

    private static string? JsonSchemaOf(JsonElement bodyOrAnswer) =>
        bodyOrAnswer.TryGetProperty("content", out var content)
        && content.TryGetProperty("application/json", out var json)
        && json.GetProperty("schema").TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/')[^1]
            : null;
}
