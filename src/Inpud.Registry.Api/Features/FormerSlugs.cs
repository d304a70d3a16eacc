using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>Keeps the addresses that were made of former names, as long as the record has these names. A name that is taken out takes its address along.</summary>
internal static class FormerSlugs
{
    /// <param name="write">The write, which has replaced the names.</param>
    /// <param name="table">The table of the names.</param>
    /// <param name="ownerColumn">Its column that names the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="formerNames">The former names that it has now.</param>
    /// <param name="slugs">The names that the record had before the write, each with the address that was made of it.</param>
    public static async Task KeepAsync(
        WriteSession write,
        string table,
        string ownerColumn,
        string id,
        IEnumerable<string> formerNames,
        IEnumerable<(string Name, string? Slug)> slugs
    )
    {
        var former = formerNames.ToHashSet(StringComparer.Ordinal);
        foreach (var (name, slug) in slugs.Where(named => named.Slug is not null && former.Contains(named.Name)))
        {
            await write.ExecuteAsync(
                $"update {table} set slug = @slug where {ownerColumn} = @id and name = @name and kind = 'former'",
                new
                {
                    slug,
                    id,
                    name,
                }
            );
        }
    }
}
