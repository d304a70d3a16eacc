using System.IO.Pipelines;

namespace Inpud.Registry.Api.Http.Problems;

/// <summary>Hands on what the server writes to a connection. Once the server has refused a request, it drops what the server writes about it, and writes the answer that it was given.</summary>
internal sealed class RefusalWriter(PipeWriter inner) : PipeWriter
{
    private byte[]? answer;
    private byte[]? dropped;
    private bool isAnswered;

    /// <summary>Writes this answer in place of everything that the server writes from now on. The server closes the connection behind it.</summary>
    public void AnswerInstead(byte[] whole) => answer ??= whole;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes)
    {
        if (dropped is null)
        {
            inner.Advance(bytes);
        }

        dropped = null;
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => answer is null ? inner.GetMemory(sizeHint) : Dropped(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => answer is null ? inner.GetSpan(sizeHint) : Dropped(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        WriteAnswer();
        return inner.FlushAsync(cancellationToken);
    }

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        answer is null ? inner.WriteAsync(source, cancellationToken) : FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        WriteAnswer();
        inner.Complete(exception);
    }

    public override ValueTask CompleteAsync(Exception? exception = null)
    {
        WriteAnswer();
        return inner.CompleteAsync(exception);
    }

    private byte[] Dropped(int sizeHint) => dropped = new byte[Math.Max(sizeHint, 4096)];

    private void WriteAnswer()
    {
        if (answer is not null && !isAnswered)
        {
            isAnswered = true;
            answer.CopyTo(inner.GetSpan(answer.Length));
            inner.Advance(answer.Length);
        }
    }
}
