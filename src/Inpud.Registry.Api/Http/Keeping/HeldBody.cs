using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Inpud.Registry.Api.Http.Keeping;

/// <summary>Holds the body of an answer back until it is whole. A body that gets longer than the bound is passed on as it comes.</summary>
/// <remarks>To copy the body while it is sent was rejected: its length would be known to the kept answer alone, and HEAD would differ with what is kept.</remarks>
internal sealed class HeldBody(IHttpResponseBodyFeature inner, int most) : Stream, IHttpResponseBodyFeature
{
    private readonly MemoryStream held = new();
    private PipeWriter? writer;

    /// <summary>True where the body is too long to hold, and a part of it is on its way.</summary>
    public bool IsPassedOn { get; private set; }

    /// <summary>True where the program began the answer by itself, which waits until the body is whole.</summary>
    public bool MustStart { get; private set; }

    public byte[] ToArray() => held.ToArray();

    Stream IHttpResponseBodyFeature.Stream => this;

    PipeWriter IHttpResponseBodyFeature.Writer => writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;

    /// <summary>What is held can be taken back: the handler of exceptions does, before it writes a problem.</summary>
    public override bool CanSeek => !IsPassedOn;

    public override bool CanWrite => true;

    public override long Length => held.Length;

    public override long Position
    {
        get => held.Length;
        set => throw new NotSupportedException();
    }

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        MustStart = true;
        return IsPassedOn ? inner.StartAsync(cancellationToken) : Task.CompletedTask;
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        IsPassedOn
            ? inner.SendFileAsync(path, offset, count, cancellationToken)
            : SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);

    /// <summary>Takes in what was written and not flushed.</summary>
    public async Task CompleteAsync()
    {
        if (writer is not null)
        {
            await writer.CompleteAsync();
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!IsPassedOn && held.Length + buffer.Length > most)
        {
            PassOn();
            inner.Stream.Write(held.GetBuffer(), 0, (int)held.Length);
        }

        if (IsPassedOn)
        {
            inner.Stream.Write(buffer);
        }
        else
        {
            held.Write(buffer);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsPassedOn && held.Length + buffer.Length > most)
        {
            PassOn();
            await inner.Stream.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancellationToken);
        }

        if (IsPassedOn)
        {
            await inner.Stream.WriteAsync(buffer, cancellationToken);
        }
        else
        {
            held.Write(buffer.Span);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        if (IsPassedOn)
        {
            inner.Stream.Flush();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        IsPassedOn ? inner.Stream.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void SetLength(long value) => held.SetLength(value);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    private void PassOn() => IsPassedOn = true;
}
