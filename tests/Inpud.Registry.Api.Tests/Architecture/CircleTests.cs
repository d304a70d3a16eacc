using Inpud.Registry.Domain.Dates;

namespace Inpud.Registry.Api.Tests.Architecture;

/// <summary>Folders import each other in one direction, so that the reader of a folder needs to know only the folders below it.</summary>
internal sealed class CircleTests
{
    [Test]
    public void Folders_WhenTheyImportEachOther_MakeNoCircle()
    {
        var uses = TypeUses
            .Of(typeof(RegistryApp).Assembly, typeof(PartialDate).Assembly)
            .Where(use => use.To.StartsWith("Inpud.Registry.", StringComparison.Ordinal) && use.From != use.To)
            .ToLookup(use => use.From);

        Assert.That(uses, Has.Count.GreaterThan(30), "the test has to see the folders");
        Assert.That(uses.Select(folder => ShortestCircleOrNull(uses, folder.Key)).OfType<string>().Distinct(), Is.Empty);
    }

    /// <summary>The shortest circle through a folder, with the types that make each step; null where there is none, or where the circle is reported for another of its folders.</summary>
    private static string? ShortestCircleOrNull(ILookup<string, TypeUse> uses, string start)
    {
        var cameBy = new Dictionary<string, TypeUse>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var use in uses[folder].Where(use => cameBy.TryAdd(use.To, use)))
            {
                open.Enqueue(use.To);
            }
        }

        if (!cameBy.TryGetValue(start, out var last))
        {
            return null;
        }

        var way = new List<TypeUse> { last };
        while (way[0].From != start)
        {
            way.Insert(0, cameBy[way[0].From]);
        }

        var first = way.MinBy(use => use.From, StringComparer.Ordinal)!;
        return first.From != start
            ? null
            : string.Join(
                "; ",
                way.Select(step =>
                    $"{step.From} imports {step.To}: {string.Join(", ", uses[step.From].Where(use => use.To == step.To).Select(use => $"{use.User} uses {use.Used}").Take(5))}"
                )
            );
    }
}
