using System.Net;
using System.Text.RegularExpressions;
using Inpud.Registry.Api.Tests.Contract;
using Inpud.Registry.Api.Tests.Hosting;

namespace Inpud.Registry.Api.Tests.Http;

/// <summary>Each day or date that an operation of the contract takes: a mistake in it is told once.</summary>
internal sealed class DayMistakesTests : ReadingTests
{
    private static IEnumerable<TestCaseData> Days =>
        from read in ReadOperation.Public
        from option in read.Options
        where ReadOperation.ValuesOf(option).Any(value => Regex.IsMatch(value, @"^\d{4}(-\d\d){0,2}(,.*)?$"))
        select new TestCaseData(read, ReadOperation.NameOf(option)).SetArgDisplayNames(read.Template, ReadOperation.NameOf(option));

    [TestCaseSource(nameof(Days))]
    public async Task Read_WhenADayIsWrong_TellsTheMistakeOnce(ReadOperation read, string name)
    {
        foreach (
            var value in new[]
            {
                "2024/01/01",
                "2024-01-1",
                "2024-02-30",
                "2024-13-01",
                "2024-1-",
                "abcdefghij",
                "2024-01-XX",
                "2024-01-0?",
                "9999-12-31",
                "9999-12-XX",
                "99999-01-0",
                "٢٠٢٤-٠١-٠١",
                "2024-01-01,",
                "2024-01-01,2024/01/01",
            }
        )
        {
            using var response = await Server.GetAsync(ReadOperation.With(read.Address, name, value));
            var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "invalid-request");
            var errors = problem.GetProperty("errors");

            Assert.That(errors.GetArrayLength(), Is.EqualTo(1), $"{value}: {errors}");
            Assert.That(Text(errors[0], "name"), Is.EqualTo(name));
        }
    }
}
