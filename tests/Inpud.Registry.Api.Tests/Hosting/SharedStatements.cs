using System.Runtime.CompilerServices;
using Dapper;

namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// Dapper compiles a reader for each statement and connection string. The tests open some four hundred databases of one schema, so they count as one database here, and each
/// reader is compiled once. Dapper compares a reader with the columns that come, and makes another where they differ.
/// </summary>
internal static class SharedStatements
{
    [ModuleInitializer]
    public static void Use() => SqlMapper.ConnectionStringComparer = new AllAlike();

    private sealed class AllAlike : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => true;

        public int GetHashCode(string obj) => 0;
    }
}
