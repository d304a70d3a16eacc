using System.IO.Hashing;

namespace Inpud.Registry.Api.Interchange.Archives;

/// <summary>Reads an entry of an archive, reports the number of bytes, and compares the checksum at the end, which the archive reader does not.</summary>
internal sealed class CheckedStream(Stream inner, uint crc32, Action<int> onRead) : Stream
{
    private readonly Crc32 actual = new();

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        onRead(read);
        actual.Append(buffer[..read]);
        return read > 0 || buffer.Length == 0 || actual.GetCurrentHashAsUInt32() == crc32
            ? read
            : throw new InvalidDataException("The checksum does not match.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
