namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>A test that starts a database of its own choice, such as one of each kind to compare the two. It tells the same in any run, so that the run on PostgreSQL leaves it out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OnBothAttribute : CategoryAttribute;
