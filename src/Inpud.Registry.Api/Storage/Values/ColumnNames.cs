using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using Dapper;

namespace Inpud.Registry.Api.Storage.Values;

/// <summary>
/// Finds the property that a column fills: the one that names the column in a <see cref="ColumnAttribute"/>, and otherwise the one with the same name. The attribute lets a row
/// give another name to a text that it parses, while the column keeps its name in every query.
/// </summary>
internal static class ColumnNames
{
    private static readonly ConcurrentDictionary<Type, SqlMapper.ITypeMap> Known = new();

    /// <summary>Registers this mapping with Dapper.</summary>
    public static void Use()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        DayText.Use();
        SqlMapper.TypeMapProvider = type => Known.GetOrAdd(type, MapOf);
    }

    private static SqlMapper.ITypeMap MapOf(Type row)
    {
        var sameNames = new DefaultTypeMap(row);
        var named = row.GetProperties()
            .Select(property => (property.GetCustomAttribute<ColumnAttribute>()?.Name, Property: property))
            .Where(pair => pair.Name is not null)
            .ToDictionary(pair => pair.Name!, pair => pair.Property, StringComparer.Ordinal);
        return named.Count == 0
            ? sameNames
            : new CustomPropertyTypeMap(
                row,
                (_, column) => named.TryGetValue(column, out var property) ? property : sameNames.GetMember(column)?.Property!
            );
    }
}
