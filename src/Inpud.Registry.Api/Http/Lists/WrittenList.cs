using Inpud.Registry.Api.Http.Keeping;

namespace Inpud.Registry.Api.Http.Lists;

/// <summary>A <see cref="DatedList{T}"/> whose items are written already. As JSON, the two are the same.</summary>
internal sealed record WrittenList(DateOnly AsOf, IReadOnlyList<WrittenItem> Items, int Total, int Certain, int Possible, string? Next);
