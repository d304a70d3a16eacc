using Inpud.Registry.Api.Storage.Sessions;
using Inpud.Registry.Api.Storage.Values;

namespace Inpud.Registry.Api.Storage.Retention;

/// <summary>Erases applications: the group withdrew it, or the network refused it long ago. That there was one stays in the history, without what the group stated.</summary>
internal static class ApplicationErasure
{
    /// <summary>How long a refused application is kept, so that the group can read why.</summary>
    public static readonly TimeSpan RefusedAreKept = TimeSpan.FromDays(90);

    public static async Task EraseAsync(WriteSession write, string id)
    {
        await ErasedHistory.EraseAsync(write, "applications", id);
        await write.ExecuteAsync("delete from applications where id = @id", new { id });
    }

    /// <summary>Whether an application was refused too long ago. Whoever erases it purges the database after the commit, since what it stated is to be nowhere in the file.</summary>
    public static async Task<bool> IsDueAsync(WriteSession write) => (await RefusedLongAgoAsync(write)).Count > 0;

    /// <summary>Erases the applications that were refused too long ago.</summary>
    public static async Task ForgetRefusedAsync(WriteSession write)
    {
        foreach (var application in await RefusedLongAgoAsync(write))
        {
            await EraseAsync(write, application);
        }
    }

    private static Task<IReadOnlyList<string>> RefusedLongAgoAsync(WriteSession write) =>
        write.QueryAsync<string>(
            "select id from applications where state = 'refused' and decided < @before",
            new { before = Instant.Text(write.Now - RefusedAreKept) }
        );
}
