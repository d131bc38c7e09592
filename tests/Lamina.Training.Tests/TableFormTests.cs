using System.Text;
using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public sealed class TableFormTests
{
    [Fact]
    public void What_becomes_of_every_kind_of_column_travels_with_the_model()
    {
        Table table = Table.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes("a,b,c,d\n1,x,the cat,5\n,y,dogs día,7\n9,,the,80\n")), "t.csv");
        TablePreprocessing columns = TablePreprocessing.Fit(
            table,
            new NumberColumn("a") { Fill = NumberFill.Mean, HasIndicator = true, ClipQuantile = 0.1, IsLogarithmic = true },
            new NumberColumn("d") { Scaling = NumberScaling.Robust },
            new CategoryColumn("b"),
            new CategoryColumn("b") { Encoding = CategoryEncoding.Ordinal },
            new CategoryColumn("b") { Encoding = CategoryEncoding.Hashing, Buckets = 5 },
            new TextColumn("c") { MinCount = 1, Weighting = TokenWeighting.TfIdf });
        Model model = new Linear(columns.Features.Count, 1).Compile(new Sgd(0.1), Loss.MeanSquaredError());
        model.Preprocessing = new Preprocessing { Table = columns, Target = new Normalization(3, 7) };
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "m.lamina");
        model.Save(path);
        Preprocessing read = Model.Load(path).Preprocessing;
        Assert.Equal(columns.Features, read.Table!.Features);
        Assert.Equal(columns.Apply(table).ToArray<float>(), read.Table.Apply(table).ToArray<float>());
        Assert.Equal(new Normalization(3, 7), read.Target);

        // Training keeps it, and what the data set says comes besides.
        model.Fit(columns.Apply(table), Tensor.Zeros([3, 1]), verbose: Verbosity.Silent);
        Assert.Same(columns, model.Preprocessing.Table);
        Assert.Equal(columns.Features.Count, model.Preprocessing.Input!.Value.Shape[0]);
    }
}
