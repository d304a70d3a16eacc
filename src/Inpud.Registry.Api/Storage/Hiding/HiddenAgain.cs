namespace Inpud.Registry.Api.Storage.Hiding;

/// <summary>A record that the restored registry shows less of than the copy did, or a letter that does not wait any more.</summary>
/// <param name="Resource">Its kind.</param>
/// <param name="Id">Its id.</param>
/// <param name="What">What became of it.</param>
internal sealed record HiddenAgain(string Resource, string Id, string What);
