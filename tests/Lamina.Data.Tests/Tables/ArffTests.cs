using System.Net;
using Xunit;

namespace Lamina.Data.Tests;

public sealed class ArffTests
{
    public const string Dense = "% a comment\n@RELATION 'small table'\n\n@attribute 'first column' NUMERIC\n@attribute kind {red, 'dark blue',green}\n@attribute note string\n@ATTRIBUTE class {no,yes}\n@DATA\n1.5, red, 'it\\'s', yes\n% another\n-2e3,'dark blue',\"a, b\",no\n?,green,plain text,yes\n";

    public const string Sparse = "@relation s\n@attribute a real\n@attribute b integer\n@attribute c {x,y}\n@data\n{0 1.5, 2 y}\n{}\n{1 -3}\n";

    [Fact]
    public void Dense_rows_with_quotes_comments_and_missing_cells()
    {
        ArffFile file = ArffFile.Parse(Dense, "x.arff");
        Assert.Equal("small table", file.Relation);
        Assert.Equal(["first column", "kind", "note", "class"], file.Table.Columns);
        Assert.Equal([true, false, false, false], file.Attributes.Select(column => column.IsNumeric));
        Assert.Equal(["red", "dark blue", "green"], file.Attributes[1].Values);
        Assert.Equal(["it's", "a, b", "plain text"], file.Table.Strings("note"));
        Assert.Equal(["red", "dark blue", "green"], file.Table.Strings("kind"));
        Assert.Equal(9, file.Table.Line(0));
        Assert.True(file.Table.IsMissing(2, 0));
        ArrayDataset set = file.ToDataset();
        Assert.Equal([1.5f, -2000], set.ReadAll().Input.ToArray<float>());
        Assert.Equal([1, 0], set.ReadAll().Target.ToArray<long>());
        Assert.Equal([0, 1], file.ToDataset("kind").ReadAll().Target.ToArray<long>());
    }

    [Fact]
    public void Sparse_rows_are_zero_where_nothing_stands()
    {
        ArffFile file = ArffFile.Parse(Sparse, "x.arff");
        Assert.Equal([1.5, 0, 0], file.Table.Doubles("a"));
        Assert.Equal([0, 0, -3.0], file.Table.Doubles("b"));
        Assert.Equal(["y", "x", "x"], file.Table.Strings("c"));
    }

    [Fact]
    public void Errors_name_the_line()
    {
        Check("line 3: the row has 2 cells; there are 1", "@attribute a real\n@data\n1,2\n");
        Check("no @data", "@attribute a real\n");
        Check("before any @attribute", "@data\n");
        Check("of the kind 'blob'", "@attribute a blob\n@data\n");
        Check("two columns are called 'a'", "@attribute a real\n@attribute a real\n");
        Check("a quote is not closed", "@attribute 'a real\n");
        Check("stands twice", "@attribute a {x,y,x}\n");
        Check("'}' is missing", "@attribute a {x,y\n");
        Check("number of no column", "@attribute a real\n@data\n{1 2}\n");
        Check("is neither", "1,2,3\n");
        Assert.Contains("no list of values", Assert.Throws<DataFormatException>(() => ArffFile.Parse("@attribute a real\n@data\n1\n", "x").ToDataset()).Message, StringComparison.Ordinal);

        static void Check(string part, string text)
        {
            string message = Assert.Throws<DataFormatException>(() => ArffFile.Parse(text, "x.arff")).Message;
            Assert.True(message.StartsWith("x.arff, line", StringComparison.Ordinal) && message.Contains(part, StringComparison.Ordinal), message);
        }
    }

    [Fact]
    public void Tables_of_OpenML_are_found_by_name_and_kept()
    {
        using TemporaryFolder folder = new();
        using Server server = new();
        using HttpClient client = new(server);
        DatasetEntry entry = OpenMl.Entry("small", client);
        LocatedDataset place = entry.Locate(new DataFolders(folder.FullName), new Downloader(client), null, CancellationToken.None);
        Assert.Equal(folder.At("openml", "small.arff"), place.Only);
        Assert.Equal(["/api/v1/json/data/list/data_name/small/limit/1/status/active", "/data/v1/download/61/small.arff"], server.Asked);
        Assert.Equal(3, OpenMl.Load("small", folder.FullName, download: false).Table.Count);
        Assert.Equal(FileState.Unverified, Assert.Single(entry.Verify(new DataFolders(folder.FullName))).State);

        server.Answer = "{}";
        Assert.Contains("did not say where 'other' is", Assert.Throws<MissingDataException>(() => OpenMl.Entry("other", client).Locate(new DataFolders(folder.FullName), new Downloader(client), null, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DatasetCatalogue.Get("openml:../x"));
        Assert.Equal("openml:iris", DatasetCatalogue.Get("OpenML:iris").Name);
    }

    sealed class Server : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public string Answer { get; set; } = """{"data":{"dataset":[{"did":61,"name":"small","file_id":61}]}}""";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.AbsolutePath;
            Asked.Add(path);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(path.StartsWith("/api", StringComparison.Ordinal) ? Answer : Dense) });
        }
    }
}
