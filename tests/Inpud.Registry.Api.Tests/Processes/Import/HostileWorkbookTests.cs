using System.Net;
using Inpud.Registry.Api.Tests.Hosting;
using static Inpud.Registry.Api.Tests.Processes.Import.WorkbookBuilder;

namespace Inpud.Registry.Api.Tests.Processes.Import;

/// <summary>A workbook that is broken, or made to hurt, is refused and costs little.</summary>
internal sealed class HostileWorkbookTests
{
    private RegistryServer server = null!;
    private (string Name, string Value) africa;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        server = await RegistryServer.StartWithAsync("--Registry:Limits:ImportRows=100", "--Registry:Limits:ImportBytes=4000000");
        africa = await server.KeyAsync(expires: null, "africanpud");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    /// <summary>A small file must not make the service read a large table, reach for another file, or hold it all.</summary>
    [TestCase("ods rows", "row 102: the file has more than 100 rows")]
    [TestCase("ods columns", "more than 1000 columns")]
    [TestCase("ods entity", "damaged")]
    [TestCase("ods bomb", "unpacks to more than 4000000 bytes")]
    [TestCase("ods bomb that says less", "damaged")]
    [TestCase("ods long cell", "more than 100000 letters")]
    [TestCase("xlsx columns", "more than 1000 columns")]
    [TestCase("xlsx bomb", "unpacks to more than 4000000 bytes")]
    [TestCase("xlsx long cell", "more than 100000 letters")]
    [TestCase("xlsx without parts", "damaged")]
    public async Task Import_WhenAWorkbookIsMadeToHurt_RefusesIt(string how, string part)
    {
        var file = how switch
        {
            "ods rows" => Ods(
                new BuiltSheet(
                    "A",
                    [
                        [O("name")],
                        [O("x") + "</table:table-row><table:table-row table:number-rows-repeated=\"2000000\">" + O("y")],
                    ]
                )
            ),
            "ods columns" => Ods(
                new BuiltSheet(
                    "A",
                    [
                        [O("name")],
                        [
                            O("x")
                                .Replace(
                                    "<table:table-cell",
                                    "<table:table-cell table:number-columns-repeated=\"2000000000\"",
                                    StringComparison.Ordinal
                                ),
                        ],
                    ]
                )
            ),
            "ods entity" => Ods(
                "<!DOCTYPE x [<!ENTITY e \"Siri\">]>",
                new BuiltSheet(
                    "A",
                    [
                        [O("name")],
                        [O("x").Replace(">x<", ">&e;<", StringComparison.Ordinal)],
                    ]
                )
            ),
            "ods bomb" => Ods(
                new BuiltSheet(
                    "A",
                    [
                        [O("name")],
                        [O(new string('x', 5_000_000))],
                    ]
                )
            ),
            "ods bomb that says less" => SaysLess(
                Ods(
                    new BuiltSheet(
                        "A",
                        [
                            [O("name")],
                            [O(new string('x', 5_000_000))],
                        ]
                    )
                ),
                "content.xml"
            ),
            "ods long cell" => Ods(
                new BuiltSheet(
                    "A",
                    [
                        [O("name")],
                        [O(new string('x', 200_000))],
                    ]
                )
            ),
            "xlsx columns" => Xlsx(
                new BuiltSheet(
                    "A",
                    [
                        [X("name")],
                        [X("x").Replace("<c ", "<c r=\"XFD2\" ", StringComparison.Ordinal)],
                    ]
                )
            ),
            "xlsx bomb" => Xlsx(
                new BuiltSheet(
                    "A",
                    [
                        [X("name")],
                        [X(new string('x', 5_000_000))],
                    ]
                )
            ),
            "xlsx long cell" => Xlsx(
                new BuiltSheet(
                    "A",
                    [
                        [X("name")],
                        [X(new string('x', 200_000))],
                    ]
                )
            ),
            _ => Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")),
        };
        Assert.That(file, Has.Length.LessThan(100_000));
        using var response = await server.ImportAsync(africa, file, "?dryRun=true");
        var problem = await RegistryServer.ProblemAsync(response, HttpStatusCode.BadRequest, "unreadable-file");

        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(part));
    }

    /// <summary>Whatever is broken in a workbook, the answer names it: it is never an error of the service.</summary>
    [TestCase("xlsx")]
    [TestCase("ods")]
    public async Task Import_WhenAnyPartOfAWorkbookIsBroken_NeverFails(string kind)
    {
        var whole = kind == "xlsx" ? XlsxOfGroup() : OdsOfGroup();
        var random = new Random(7);
        for (var i = 0; i < 150; i++)
        {
            var broken = i % 3 == 0 ? (byte[])whole.Clone() : EditedAt(whole, random, i);
            if (i % 3 == 0)
            {
                broken[random.Next(broken.Length)] ^= (byte)random.Next(1, 256);
            }

            using var response = await server.ImportAsync(africa, broken, "?dryRun=true");

            Assert.That(
                response.StatusCode,
                Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden),
                $"broken the {i}th time"
            );
        }
    }

    /// <summary>One part of the workbook with some of its text taken out, or doubled, or other letters in it.</summary>
    private static byte[] EditedAt(byte[] whole, Random random, int i)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(whole));
        var part = zip.Entries[random.Next(zip.Entries.Count)].FullName;
        return EditedBundle.With(
            whole,
            part,
            text =>
            {
                var at = random.Next(text.Length);
                var length = random.Next(1, Math.Min(40, text.Length - at + 1));
                var piece = text.Substring(at, length);
                return i % 2 == 0 ? text.Remove(at, length)
                    : i % 5 == 0 ? text.Insert(at, piece)
                    : text.Remove(at, length).Insert(at, "-9" + new string('9', length));
            }
        );
    }

    private static byte[] SaysLess(byte[] file, string entry)
    {
        var place = file.AsSpan().LastIndexOf(System.Text.Encoding.ASCII.GetBytes(entry)) - 22;
        BitConverter.GetBytes(1000).CopyTo(file, place);
        return file;
    }
}
