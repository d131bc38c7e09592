using System.Text;
using Xunit;

namespace Lamina.Data.Tests;

public class TableTests
{
    [Fact]
    public void ReadsQuotedCellsAndNumbers()
    {
        Table table = Read("name,age,\"size, cm\"\n\"Braund, Mr. \"\"Owen\"\"\",22,1.5e2\n\"two\nlines\",,-3\n\nlast,?,+.5");
        Assert.Equal(["name", "age", "size, cm"], table.Columns);
        Assert.Equal(["Braund, Mr. \"Owen\"", "two\nlines", "last"], table.Strings("name"));
        Assert.Equal([150, -3, 0.5], table.Doubles("size, cm"));
        Assert.Equal([22, -1, -1], table.Doubles("age", missing: -1));
        Assert.Equal([2L, 3, 6], Enumerable.Range(0, 3).Select(table.Line));
        Assert.Equal(1, table.DropMissing().Count);
        Assert.Equal(3, table.DropMissing("name").Count);
        Tensor tensor = table.DropMissing().ToTensor("size, cm", "age");
        Assert.Equal(new TensorSpec(DType.Float32, [1, 2]), tensor.Spec);
        Assert.Equal([150f, 22], tensor.ToArray<float>());
        Assert.Equal([1.0, 2], Read("1;a\n2;b", hasHeader: false, separator: ';').Doubles("0"));
    }

    [Fact]
    public void ErrorsNameFileAndLine()
    {
        Check("t.csv, line 3: column 'b' has no value ('?')", () => Read("a,b\n1,2\n3,?").Doubles("b"));
        Check("t.csv, line 2: column 'a' has 'x', which is no finite number", () => Read("a,b\nx,2").Doubles("a"));
        Check("t.csv, line 2: column 'a' has 'Infinity'", () => Read("a,b\nInfinity,2").Doubles("a"));
        Check("t.csv, line 2: column 'a' has '1,5'", () => Read("a;b\n1,5;2", separator: ';').Doubles("a"));
        Check("t.csv: there is no column 'c'; the columns are a, b", () => Read("a,b\n1,2").Doubles("c"));
        Check("t.csv, line 3: the row has 3 cells, the first row has 2", () => Read("a,b\n1,2\n1,2,3"));
        Check("t.csv, line 2: this is no CSV table", () => Read("a,b\n1,\"2\n3,4"));
        Check("t.csv, line 1: two columns are called 'a'", () => Read("a,a\n1,2"));
        Check("t.csv: the file is empty", () => Read(""));

        static void Check(string start, Action action)
        {
            string message = Assert.Throws<DataFormatException>(action).Message;
            Assert.StartsWith(start, message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', message);
        }
    }

    [Fact]
    public void WindowsOfASeriesPredictTheNextNumber()
    {
        TimeSeries series = new("s", [1, 2, 3, 4, 5]);
        (Tensor inputs, Tensor targets) = series.Windows(3).ReadAll();
        Assert.Equal([2, 3, 1], inputs.Shape);
        Assert.Equal([2, 1], targets.Shape);
        Assert.Equal([1f, 2, 3, 2, 3, 4], inputs.ToArray<float>());
        Assert.Equal([4f, 5], targets.ToArray<float>());
        Assert.Equal([8.0, 10], series[3..].Map(value => 2 * value).Values);
        Assert.Throws<DataFormatException>(() => series.Windows(5));
    }

    static Table Read(string text, bool hasHeader = true, char separator = ',') =>
        Table.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.csv", hasHeader, separator);
}
