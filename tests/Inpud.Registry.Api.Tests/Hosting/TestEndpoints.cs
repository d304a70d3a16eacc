using FastEndpoints;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>An operation with a body, for tests of how the program handles bodies.</summary>
internal sealed class PostEcho : Endpoint<PostEchoRequest, PostEchoBody>
{
    public override void Configure()
    {
        Post("/test/echo");
        AllowAnonymous();
    }

    public override Task<PostEchoBody> ExecuteAsync(PostEchoRequest req, CancellationToken ct) => Task.FromResult(req.Body);
}

internal sealed record PostEchoRequest
{
    [FromBody]
    public PostEchoBody Body { get; init; } = null!;
}

internal sealed record PostEchoBody
{
    public required string Name { get; init; }
}

/// <summary>An operation that throws an unexpected exception.</summary>
internal sealed class GetFailure : Endpoint<EmptyRequest, PostEchoBody>
{
    public override void Configure() => Get("/test/failure");

    public override Task<PostEchoBody> ExecuteAsync(EmptyRequest req, CancellationToken ct) =>
        throw new InvalidOperationException("a secret");
}

/// <summary>An operation that fails after a part of its answer was sent.</summary>
internal sealed class GetBrokenAnswer : Endpoint<EmptyRequest, PostEchoBody>
{
    public override void Configure() => Get("/test/broken-answer");

    public override async Task HandleAsync(EmptyRequest req, CancellationToken ct)
    {
        await HttpContext.Response.Body.WriteAsync("{"u8.ToArray(), ct);
        await HttpContext.Response.Body.FlushAsync(ct);
        throw new InvalidOperationException("a secret");
    }
}
