namespace Inpud.Registry.Api;

/// <summary>The service was set up wrongly. The message has a sentence for each mistake.</summary>
internal sealed class ConfigurationException(string message, Exception? inner = null) : Exception(message, inner);
