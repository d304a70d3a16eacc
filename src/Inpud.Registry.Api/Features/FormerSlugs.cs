using Inpud.Registry.Api.Http.Writes;
using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Features;

/// <summary>A name of a record, and the address that was made of it; null where none was.</summary>
internal sealed record NameWithSlug(string Name, string? Slug);

/// <summary>Keeps the addresses that were made of former names, as long as the record has these names. A name that is taken out takes its address along.</summary>
internal static class FormerSlugs
{
    /// <param name="write">The write, which has replaced the names.</param>
    /// <param name="table">The table of the names.</param>
    /// <param name="ownerColumn">Its column that names the record.</param>
    /// <param name="id">The record.</param>
    /// <param name="formerNames">The former names that it has now.</param>
    /// <param name="had">The other names that the record had before the write.</param>
    /// <param name="replaced">The name that the write replaces; null where the name stays.</param>
    /// <param name="isCorrection">Whether the replaced name was a mistake, so that its address need not stay.</param>
    /// <exception cref="Http.Problems.ProblemException">The replaced name has another address than the former name that it is. A name keeps one.</exception>
    public static async Task KeepAsync(
        WriteSession write,
        string table,
        string ownerColumn,
        string id,
        IEnumerable<string> formerNames,
        IEnumerable<NameWithSlug> had,
        NameWithSlug? replaced,
        bool isCorrection
    )
    {
        var former = formerNames.ToHashSet(StringComparer.Ordinal);
        var kept = had.Where(named => named.Slug is not null && former.Contains(named.Name))
            .ToDictionary(named => named.Name, named => named.Slug, StringComparer.Ordinal);
        if (
            replaced is { Name: var name, Slug: { } last }
            && former.Contains(name)
            && !kept.TryAdd(name, last)
            && kept[name] != last
            && !isCorrection
        )
        {
            throw BodyRules.Mistake(
                "name",
                "second-address",
                $"'{name}' came back and has two addresses, '{kept[name]}' and '{last}', and a former name keeps one: the other would lead nowhere. First write the name otherwise, such as with other capital letters, so that each has a name of its own. Then send this change."
            );
        }

        foreach (var (named, slug) in kept)
        {
            await write.ExecuteAsync(
                $"update {table} set slug = @slug where {ownerColumn} = @id and name = @named and kind = 'former'",
                new
                {
                    slug,
                    id,
                    named,
                }
            );
        }
    }
}
