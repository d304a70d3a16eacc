using Dapper;
using Inpud.Registry.Api.Storage.Dialects;
using Inpud.Registry.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Inpud.Registry.Api.Tests.Storage.Dialects;

[OfTheFile]
internal sealed class KeptConnectionsTests
{
    private const int Most = 2;

    private string folder = null!;
    private KeptConnections connections = null!;

    private string ConnectionString => $"Data Source={Path.Combine(folder, "kept.db")};Pooling=False";

    [SetUp]
    public void Make()
    {
        folder = Directory.CreateTempSubdirectory("registry-kept-").FullName;
        connections = Waiting(TimeSpan.FromMilliseconds(300));
        using var made = connections.Take();
        made.Execute("create table things (id integer primary key, name text not null unique) strict");
        made.Execute("insert into things (name) values ('one'), ('two'), ('three')");
    }

    [TearDown]
    public void Remove()
    {
        connections.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private KeptConnections Waiting(TimeSpan wait) =>
        new(ConnectionString, Most, wait, opened => opened.Execute("pragma journal_mode = wal"));

    [Test]
    public void Take_WhenAllAreInUse_OpensAnotherThatIsClosedAfterwards()
    {
        var taken = Enumerable.Range(0, Most + 3).Select(_ => connections.Take()).ToList();
        Assert.That(taken.Select(one => one.ExecuteScalar<int>("select count(*) from things")), Is.All.EqualTo(3));
        taken.ForEach(one => one.Dispose());

        Assert.That(connections.Idle, Is.EqualTo(Most));
        Assert.That(taken.Count(one => one.State == System.Data.ConnectionState.Open), Is.EqualTo(Most));
    }

    [Test]
    public async Task Take_WhenAllAreInUseForAMoment_GetsOneOfThem()
    {
        // A busy machine can take longer than the others wait until it comes back to this test.
        using var patient = Waiting(TimeSpan.FromMinutes(1));
        var taken = Enumerable.Range(0, Most).Select(_ => patient.Take()).ToList();
        var next = Task.Run(patient.Take);
        await Task.Delay(20);
        taken[0].Dispose();
        using var got = await next;

        Assert.That(got, Is.SameAs(taken[0]));
        taken.ForEach(one => one.Dispose());
    }

    /// <summary>Dapper compiles its reader anew where the type of a column is another than before, which takes milliseconds.</summary>
    [Test]
    public void Column_WhenItsFirstValueIsEmpty_HasTheTypeThatAnotherConnectionMet()
    {
        const string Sql = "select case when @isThere then 'a text' end as worked_out";
        using var one = connections.Take();
        using var other = connections.Take();

        Assert.That(TypeIn(one, isThere: true), Is.EqualTo(typeof(string)));
        Assert.That(TypeIn(one, isThere: false), Is.EqualTo(typeof(string)));
        Assert.That(TypeIn(other, isThere: false), Is.EqualTo(typeof(string)));

        static Type TypeIn(KeptConnection connection, bool isThere)
        {
            using var rows = connection.ExecuteReader(Sql, new { isThere });
            Assert.That(rows.Read(), Is.True);
            return rows.GetFieldType(0);
        }
    }

    [Test]
    public void Dispose_WhenAConnectionIsInUse_ClosesItWhenItComesBack()
    {
        using (connections.Take())
        {
            connections.Dispose();
        }

        Assert.That(connections.Idle, Is.Zero);
    }

    [Test]
    public void Take_WhenATransactionWasLeftOpen_GivesAnotherConnection()
    {
        using (var left = connections.Take())
        {
            left.Execute("begin deferred");
            left.ExecuteScalar<int>("select count(*) from things");
        }

        Assert.That(connections.Idle, Is.Zero);
        AssertNobodyReads();
    }

    [Test]
    public void Take_WhenAQueryFailed_GivesAnotherConnection()
    {
        using (var failed = connections.Take())
        {
            Assert.That(() => failed.Execute("insert into missing values (1)"), Throws.InstanceOf<SqliteException>());
        }

        Assert.That(connections.Idle, Is.Zero);
    }

    [Test]
    public void Take_WhenAQueryFailedBetweenItsRows_GivesAnotherConnection()
    {
        using (var failed = connections.Take())
        {
            // abs() has no answer for this number, which the second row has.
            const string Query = "select abs(n) from (select 1 as id, 1 as n union all select 2, -9223372036854775807 - 1) order by id";
            Assert.That(() => failed.Query<long>(Query, buffered: false).ToList(), Throws.InstanceOf<SqliteException>());
        }

        Assert.That(connections.Idle, Is.Zero);
    }

    [Test]
    public void Take_WhenAConstraintRefusedARow_GivesTheSameConnection()
    {
        const string Insert = "insert into things (name) values (@name)";
        using var refused = connections.Take();
        Assert.That(() => refused.Execute(Insert, new { name = "one" }), Throws.InstanceOf<SqliteException>());
        refused.Dispose();
        using var same = connections.Take();

        Assert.That(same, Is.SameAs(refused));
        Assert.That(same.Execute(Insert, new { name = "four" }), Is.EqualTo(1));
    }

    [Test]
    public void Read_WhenItStopsBetweenItsRows_LeavesNoSnapshot()
    {
        using (var stopped = connections.Take())
        using (new KeptTransaction(stopped, "begin"))
        {
            Assert.That(stopped.Query<string>("select name from things order by id", buffered: false).First(), Is.EqualTo("one"));
        }

        Assert.That(connections.Idle, Is.EqualTo(1));
        AssertNobodyReads();
    }

    [Test]
    public void Take_WhenAReaderWasLeftOpen_GivesAnotherConnection()
    {
        using (var left = connections.Take())
        {
            Assert.That(CommandOf(left, "select name from things").ExecuteReader().Read());
        }

        Assert.That(connections.Idle, Is.Zero);
        AssertNobodyReads();
    }

    [Test]
    public void Query_WhenItRunsWhileTheSameGivesRows_HasRowsOfItsOwn()
    {
        using var taken = connections.Take();
        const string Query = "select name from things where id >= @from order by id";
        Assert.That(taken.Query<string>(Query, new { from = 3 }).Single(), Is.EqualTo("three"), "the statement is kept from here on");

        var pairs = taken
            .Query<string>(Query, new { from = 1 }, buffered: false)
            .Select(name => (name, taken.Query<string>(Query, new { from = 3 }).Single()))
            .ToList();

        Assert.That(pairs, Is.EqualTo([("one", "three"), ("two", "three"), ("three", "three")]));
    }

    [Test]
    public void Query_WhenAParameterFollowsAList_GetsBoth()
    {
        using var taken = connections.Take();
        const string Query = "select name from things where id in @ids and name <> @but order by id";

        Assert.That(taken.Query<string>(Query, new { ids = new[] { 1, 2, 3 }, but = "two" }), Is.EqualTo(["one", "three"]));
        Assert.That(taken.Query<string>(Query, new { ids = new[] { 2, 3 }, but = "one" }), Is.EqualTo(["two", "three"]));
        Assert.That(taken.Query<string>(Query, new { ids = Array.Empty<int>(), but = "one" }), Is.Empty);
    }

    [Test]
    public void Query_WhenAnotherProcessChangedTheSchema_HasTheNewColumns()
    {
        using (var before = connections.Take())
        {
            before.Query("select * from things order by id limit 1").Single();
        }

        using (var other = new SqliteConnection(ConnectionString))
        {
            other.Execute("alter table things add column place text not null default 'somewhere'");
        }

        using var after = connections.Take();
        var row = (IDictionary<string, object>)after.Query("select * from things order by id limit 1").Single();
        Assert.That(row["place"], Is.EqualTo("somewhere"));
    }

    [Test]
    public void Statements_WhenTheyAreMany_AreTheLastOnes()
    {
        using var taken = connections.Take();
        for (var i = 0; i < 300; i++)
        {
            taken.ExecuteScalar<int>($"select {i}");
            taken.ExecuteScalar<int>("select count(*) from things");
        }

        Assert.That(taken.Statements.Count, Is.EqualTo(200));
        Assert.That(taken.Statements.Has("select count(*) from things"), "what is used often stays");
        Assert.That(taken.Statements.Has("select 299"));
        Assert.That(taken.Statements.Has("select 1"), Is.False);
    }

    [Test]
    public void Statement_WhenItHadALongText_IsNotKept()
    {
        using var taken = connections.Take();
        const string Query = "select length(@text)";
        taken.ExecuteScalar<int>(Query, new { text = new string('a', 20_000) });
        Assert.That(taken.Statements.Has(Query), Is.False);
        taken.ExecuteScalar<int>(Query, new { text = "short" });
        Assert.That(taken.Statements.Has(Query));
    }

    private static System.Data.Common.DbCommand CommandOf(System.Data.Common.DbConnection connection, string text)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    /// <summary>The log can be cut off only where no connection has a snapshot.</summary>
    private void AssertNobodyReads()
    {
        using var other = new SqliteConnection(ConnectionString);
        other.Open();
        other.Execute("insert into things (name) values ('later')");
        Assert.That(other.ExecuteScalar<int>("pragma wal_checkpoint(truncate)"), Is.Zero);
    }
}
