using Inpud.Registry.Api.Storage.Sessions;

namespace Inpud.Registry.Api.Storage.Lookups;

/// <summary>Finds the groups and people that a slug names. A record that is not public has no slug for anybody.</summary>
internal static class SlugLookup
{
    /// <summary>The id of the public group with the slug; the text itself where it is the slug of none.</summary>
    public static async Task<string> GroupAsync(IQuerySession session, string text) =>
        await session.FindOrNullAsync<string>("select id from public_named_groups where slug = @text", new { text }) ?? text;

    /// <summary>The id of the public person with the slug; the text itself where it is the slug of none; null where nobody is named.</summary>
    public static async Task<string?> PersonAsync(IQuerySession session, string? text) =>
        text is null
            ? null
            : await session.FindOrNullAsync<string>("select id from public_people where slug = @text", new { text }) ?? text;
}
