using System.Data.Common;

namespace Inpud.Registry.Api.Storage.Dialects;

/// <summary>No connection can be made with the settings. The message says in one line which setting, and why.</summary>
internal sealed class DatabaseRefusedException(string message, Exception cause) : DbException(message, cause);
