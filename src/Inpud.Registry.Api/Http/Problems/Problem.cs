namespace Inpud.Registry.Api.Http.Problems;

/// <summary>The reason why a request did not get the answer that it asked for (RFC 9457).</summary>
internal sealed record Problem
{
    /// <summary>The page that explains this kind of problem, relative to the API's address.</summary>
    /// <example>/problems/invalid-request</example>
    public required string Type { get; init; }

    /// <summary>The kind of problem, in a few words.</summary>
    /// <example>The request has a mistake</example>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    /// <example>400</example>
    public required int Status { get; init; }

    /// <summary>What is wrong in this case, and how to mend it.</summary>
    /// <example>'asOf': '2025-02-30' is not in the calendar: 2025-02 has the days 01 to 28.</example>
    public required string Detail { get; init; }

    /// <summary>The path of the request; empty where the server could not read the request so far.</summary>
    /// <example>/v1/networks</example>
    public required string Instance { get; init; }

    /// <summary>The kind of problem, for programs. It never changes its meaning.</summary>
    /// <example>invalid-request</example>
    public required string Code { get; init; }

    /// <summary>Names the request in the service's log. It is random.</summary>
    /// <example>4bf92f3577b34da6a3ce929d0e0e4736</example>
    public required string TraceId { get; init; }

    /// <summary>Each mistake; empty where the problem is not a mistake in a value.</summary>
    public required IReadOnlyList<ProblemError> Errors { get; init; }
}

/// <summary>One mistake in a request.</summary>
internal sealed record ProblemError
{
    /// <summary>Where the value stands: <c>path</c>, <c>query</c>, <c>header</c> or <c>body</c>.</summary>
    /// <example>query</example>
    public required string In { get; init; }

    /// <summary>The name of the parameter or of the body's field, such as <c>period</c> or <c>names.0.period</c>. In a table, the cell, such as <c>C5</c>. It is empty where the whole body is meant.</summary>
    /// <example>asOf</example>
    public required string Name { get; init; }

    /// <summary>A JSON Pointer (RFC 6901) to the value, into the body or into the parameters as if they were one object. It is empty, which means the whole body, where the body is a table or a bundle.</summary>
    /// <example>/asOf</example>
    public required string Pointer { get; init; }

    /// <summary>The rule that the value breaks, for programs.</summary>
    /// <example>not-a-day</example>
    public required string Code { get; init; }

    /// <summary>What is wrong, and how to mend it.</summary>
    /// <example>'2025-02-30' is not in the calendar: 2025-02 has the days 01 to 28.</example>
    public required string Detail { get; init; }

    /// <summary>The address of the membership rule that the record would break; null where the mistake breaks none.</summary>
    /// <example>https://registry.example.org/v1/rules/outside-remit</example>
    public string? Rule { get; init; }

    /// <summary>The address of the record that is in the way; null where none is. A steward who keeps that record reads it there.</summary>
    /// <example>https://registry.example.org/v1/memberships/v7jqb-8y99a/record</example>
    public string? InTheWay { get; init; }

    public static ProblemError Of(string place, string name, string code, string detail) =>
        new()
        {
            In = place,
            Name = name,
            Pointer = PointerOf([name]),
            Code = code,
            Detail = detail,
        };

    /// <summary>A mistake in a field of the body; the path is empty where the whole body is meant.</summary>
    public static ProblemError InBody(IReadOnlyList<string> path, string code, string detail) =>
        new()
        {
            In = "body",
            Name = string.Join('.', path),
            Pointer = PointerOf(path),
            Code = code,
            Detail = detail,
        };

    private static string PointerOf(IEnumerable<string> path) =>
        string.Concat(
            path.Select(step => "/" + step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))
        );
}
