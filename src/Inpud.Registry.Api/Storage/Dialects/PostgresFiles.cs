using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>Looks at the files that a connection string names. Npgsql reads them when it connects, and breaks off, or goes on without them.</summary>
internal static class PostgresFiles
{
    /// <summary>What is wrong with a file, in a sentence; null where nothing is.</summary>
    public static string? MistakeOrNull(NpgsqlConnectionStringBuilder settings) =>
        MistakeOrNull("Passfile", settings.Passfile, Read)
        ?? MistakeOrNull("Root Certificate", settings.RootCertificate, ReadRoots)
        ?? MistakeOrNull("SSL Key", settings.SslKey, Read)
        ?? MistakeOrNull("SSL Certificate", settings.SslCertificate, file => ReadOwn(file, settings));

    private static string? MistakeOrNull(string key, string? file, Action<string> read)
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        try
        {
            read(file);
            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"Registry:Database names the file '{file}' in '{key}', which is not there. Name one that is, or leave '{key}' out.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"Registry:Database names '{file}' in '{key}', which cannot be read. Name a file, and let the user read it who runs the program.";
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return $"Registry:Database names the file '{file}' in '{key}', which does not hold what is needed: {OneLine(e)} Name another file.";
        }
    }

    private static void Read(string file) => File.OpenRead(file).Dispose();

    private static void ReadRoots(string file)
    {
        Read(file);
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        if (roots.Count == 0)
        {
            roots.Add(X509CertificateLoader.LoadCertificateFromFile(file));
        }

        foreach (var root in roots)
        {
            root.Dispose();
        }
    }

    /// <summary>Reads the certificate as Npgsql does, which tells an archive by the ending of its name.</summary>
    private static void ReadOwn(string file, NpgsqlConnectionStringBuilder settings)
    {
        Read(file);
        var key = string.IsNullOrEmpty(settings.SslKey) ? file : settings.SslKey;
        using var own =
            Path.GetExtension(file).ToUpperInvariant() is ".PFX" or ".P12"
                ? X509CertificateLoader.LoadPkcs12FromFile(file, settings.SslPassword)
            : string.IsNullOrEmpty(settings.SslPassword) ? X509Certificate2.CreateFromPemFile(file, key)
            : X509Certificate2.CreateFromEncryptedPemFile(file, settings.SslPassword, key);
    }

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.') + ".";
}
