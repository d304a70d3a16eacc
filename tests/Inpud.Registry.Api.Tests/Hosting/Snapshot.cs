namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>A database as it was at one moment, of which others begin as copies.</summary>
/// <param name="Bytes">The bytes of a file; none of a database on the server.</param>
/// <param name="Name">The name of a database on the server, to which nobody is connected; empty for a file.</param>
internal sealed record Snapshot(byte[] Bytes, string Name = "")
{
    public bool IsOnServer => Name.Length > 0;
}
