namespace Inpud.Registry.Api.Storage;

/// <summary>The program cannot use the database or the file. The message says in one line what is wrong and what to do.</summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
