namespace Inpud.Registry.Api.Tests.Hosting;

/// <summary>
/// A test of what SQLite alone has: the file of the database, its copies and those of earlier versions, and the steps of a query as SQLite counts them. A run on PostgreSQL leaves it out by this
/// category. What is about the service, and only needs a database that is locked, lost or changed by hand, is none of these: <see cref="TestDatabase"/> does that on either.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OfTheFileAttribute : CategoryAttribute;
