using Lamina.Formats;
using Lamina.Formats.Pickle;
using Xunit;

namespace Lamina.Data.Tests;

public sealed class PlanetoidTests
{
    const int Known = 502, Words = 2;

    [Fact]
    public void Arrays_and_sparse_rows_of_pickles()
    {
        PickledArray array = Assert.IsType<PickledArray>(ScienceBuilders.Read(Pickles.Array("i4", [2, 3], Pickles.Bytes([1, 2, 3, 4, 5, -6])), "x"));
        Assert.Equal([1, 2, 3, 4, 5, -6], array.ToTensor("x").ToArray<int>());
        PickledRows rows = Assert.IsType<PickledRows>(ScienceBuilders.Read(Pickles.Sparse(3, 4, [0, 2, 2, 3], [1, 3, 0], [0.5f, 2, -1]), "x"));
        Assert.Equal([0, 0.5f, 0, 2, 0, 0, 0, 0, -1, 0, 0, 0], rows.ToTensor("x").ToArray<float>());
    }

    [Fact]
    public void What_does_not_fit_or_is_not_in_the_list_is_refused()
    {
        Check("has 8 bytes", () => ((PickledArray)ScienceBuilders.Read(Pickles.Array("i4", [3], Pickles.Bytes([1, 2])), "x")!).ToTensor("x"));
        Check("no shape", () => Rows(Pickles.Sparse(1 << 20, 1 << 20, [0], [], [])));
        Check("starts of rows", () => Rows(Pickles.Sparse(2, 2, [0, 1], [0], [1])));
        Check("ends before it starts", () => Rows(Pickles.Sparse(2, 2, [0, 2, 1], [0], [1])));
        Check("in column 2 of 2", () => Rows(Pickles.Sparse(1, 2, [0, 1], [2], [1])));
        Check("os.system", () => ScienceBuilders.Read([0x80, 2, .. "cos\nsystem\n."u8], "x"));
        Check("stands for a type only", () => ScienceBuilders.Read([0x80, 2, .. "c__builtin__\nlist\n)R."u8], "x"));

        static void Rows(byte[] pickle) => ((PickledRows)ScienceBuilders.Read(pickle, "x")!).ToTensor("x");

        static void Check(string part, Action read)
        {
            string message = Assert.Throws<FileFormatException>(read).Message;
            Assert.True(message.Contains(part, StringComparison.Ordinal), message);
        }
    }

    [Fact]
    public void A_graph_with_a_gap_between_its_test_papers()
    {
        using TemporaryFolder folder = new();
        Place(folder, $"{Known + 2}\n{Known}\n");
        CitationGraph graph = Planetoid.CiteSeer.Load(folder.FullName, download: false);
        Assert.Equal(Known + 3, graph.Count);
        float[] words = graph.Features.ToArray<float>();
        Assert.Equal((7f, 0f, 8f), (words[(Known + 2) * Words], words[(Known + 1) * Words], words[Known * Words]));
        long[] labels = graph.Labels.ToArray<long>();
        Assert.Equal((0L, 1L, 1L), (labels[Known + 2], labels[Known], labels[0]));
        Assert.Equal([0, 1, 1, 2, 1, 0, 2, 1], graph.Edges.ToArray<long>());
        Assert.Equal((2, 500), (graph.Train.Count, graph.Validation.Count));
        Assert.Equal([Known, Known + 2L], graph.Test);
        Assert.Equal((2L, 501L), (graph.Validation[0], graph.Validation[^1]));

        Place(folder, $"{Known + 2}\n{Known + 2}\n");
        Assert.Contains("come twice", Assert.Throws<DataFormatException>(() => Planetoid.CiteSeer.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
        Place(folder, $"{Known + 2_000_000}\n{Known}\n");
        Assert.Contains("elsewhere", Assert.Throws<DataFormatException>(() => Planetoid.CiteSeer.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
        Place(folder, $"{Known + 1}\nx\n");
        Assert.Contains("no number", Assert.Throws<DataFormatException>(() => Planetoid.CiteSeer.Load(folder.FullName, download: false)).Message, StringComparison.Ordinal);
    }

    static void Place(TemporaryFolder folder, string testIndex)
    {
        string place = folder.At("planetoid-citeseer");
        Directory.CreateDirectory(place);
        byte[] one = Pickles.Bytes([0, 1]), zero = Pickles.Bytes([1, 0]);
        byte[] Classes(int rows) => Pickles.Array("i4", [rows, 2], [.. Enumerable.Range(0, rows).SelectMany(_ => one)]);
        byte[] Rows(params float[] first) => Pickles.Sparse(first.Length, Words, [.. Enumerable.Range(0, first.Length + 1)], new int[first.Length], first);
        foreach ((string part, byte[] content) in ((string, byte[])[])
        [
            ("x", Rows(1, 1)), ("y", Classes(2)), ("allx", Rows([.. Enumerable.Repeat(1f, Known)])), ("ally", Classes(Known)),
            ("tx", Rows(7, 8)), ("ty", Pickles.Array("i4", [2, 2], [.. zero, .. one])), ("graph", Pickles.Graph([1, 1, 0], [2], [])), ("test.index", Archives.Text(testIndex)),
        ])
            File.WriteAllBytes(Path.Combine(place, $"ind.citeseer.{part}"), content);
    }
}
