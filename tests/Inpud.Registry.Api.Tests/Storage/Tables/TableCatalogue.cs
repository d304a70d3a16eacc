using System.Text.RegularExpressions;
using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Inpud.Registry.Api.Tests.Storage.Tables;

/// <summary>What the catalogue of the database says of a table.</summary>
internal sealed record TableCatalogue
{
    private const string ColumnsOfFile = "select name, \"notnull\" or pk > 0 as not_null from pragma_table_info(@name)";

    private const string ColumnsOfServer =
        "select attname as name, attnotnull as not_null from pg_attribute where attrelid = cast(@name as regclass) and attnum > 0 and not attisdropped";

    private const string ReferencesOfFile = "select \"from\" || ' ' || \"table\" || ' ' || \"to\" from pragma_foreign_key_list(@name)";

    private const string ReferencesOfServer = """
        select a.attname || ' ' || t.relname || ' ' || b.attname
        from pg_constraint as f
        join pg_attribute as a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
        join pg_class as t on t.oid = f.confrelid join pg_attribute as b on b.attrelid = t.oid and b.attnum = f.confkey[1]
        where f.contype = 'f' and f.conrelid = cast(@name as regclass)
        """;

    private const string ChecksOfFile = "select sql from sqlite_master where type = 'table' and name = @name";

    private const string ChecksOfServer =
        "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c' and conrelid = cast(@name as regclass)";

    public sealed record Column
    {
        public string Name { get; init; } = "";
        public bool NotNull { get; init; }
    }

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>The column, the table that it names, and the column there.</summary>
    public required IReadOnlyList<string> References { get; init; }

    private IReadOnlyList<string> Checks { get; init; } = [];

    public static async Task<TableCatalogue> OfAsync(RegistryServer server, string name)
    {
        await using var read = await server.Services.GetRequiredService<Database>().ReadAsync();
        var isOnServer = server.Database.IsOnServer;
        return new TableCatalogue
        {
            Columns = await read.QueryAsync<Column>(isOnServer ? ColumnsOfServer : ColumnsOfFile, new { name }),
            References = await read.QueryAsync<string>(isOnServer ? ReferencesOfServer : ReferencesOfFile, new { name }),
            Checks = await read.QueryAsync<string>(isOnServer ? ChecksOfServer : ChecksOfFile, new { name }),
        };
    }

    /// <summary>The words that a check allows in a column; null where no check is about the column alone.</summary>
    public IReadOnlyList<string>? WordsOrNull(string column)
    {
        var list = Checks
            .Select(check => Regex.Match(check, $@"check \(\(?{column} (in|= any) \((?<words>[^)]*)\)", RegexOptions.IgnoreCase))
            .FirstOrDefault(match => match.Success);
        return list is null ? null : [.. Regex.Matches(list.Groups["words"].Value, "'([^']*)'").Select(word => word.Groups[1].Value)];
    }
}
