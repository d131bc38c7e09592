using System.Text;
using Xunit;

namespace Lamina.Data.Tests.Preprocessing;

public sealed class ColumnTests
{
    // 1, 2, 3, 4, 10 and one missing: mean 4, population deviation √10, median 3, quartiles 2 and 4.
    static readonly Table Train = Read("a,c,t\n1,x,the cat sat\n2,y,the dog sat\n3,x,a dog\n4,x,\n10,z,The CAT!\n,x,the end\n");

    [Theory]
    [InlineData(NumberScaling.None, 10)]
    [InlineData(NumberScaling.Standard, 1.8973666)]
    [InlineData(NumberScaling.MinMax, 1)]
    [InlineData(NumberScaling.Robust, 3.5)]
    public void Scalings_are_those_of_the_formulas(NumberScaling scaling, double last)
    {
        NumberColumn column = new("a") { Scaling = scaling, Fill = NumberFill.Median };
        Assert.Equal(last, Encoded(column, Train)[4, 0], 1e-6);
    }

    [Theory]
    [InlineData(NumberFill.Mean, 4)]
    [InlineData(NumberFill.Median, 3)]
    [InlineData(NumberFill.MostFrequent, 1)]
    [InlineData(NumberFill.Constant, -7)]
    public void A_missing_number_is_filled_and_marked(NumberFill fill, double expected)
    {
        float[,] values = Encoded(new NumberColumn("a") { Scaling = NumberScaling.None, Fill = fill, FillConstant = -7, HasIndicator = true }, Train);
        Assert.Equal(expected, values[5, 0]);
        Assert.Equal([0, 0, 0, 0, 0, 1], Enumerable.Range(0, 6).Select(row => values[row, 1]));
    }

    [Fact]
    public void A_missing_number_without_a_filling_is_an_error_with_its_line()
    {
        DataFormatException error = Assert.Throws<DataFormatException>(() => Encoded(new NumberColumn("a"), Train));
        Assert.Contains("line 7", error.Message, StringComparison.Ordinal);
    }

    // Quartiles 2 and 4: Tukey's fence is at 7; the quantile 0.9 lies at 4 + 0.6·(10 − 4).
    [Fact]
    public void Outliers_are_drawn_in()
    {
        Assert.Equal(7, Encoded(new NumberColumn("a") { Scaling = NumberScaling.None, Fill = NumberFill.Mean, ClipFactor = 1.5 }, Train)[4, 0]);
        Assert.Equal(7.6, Encoded(new NumberColumn("a") { Scaling = NumberScaling.None, Fill = NumberFill.Mean, ClipQuantile = 0.1 }, Train)[4, 0], 1e-6);
        Assert.Equal(Math.Log(11), Encoded(new NumberColumn("a") { Scaling = NumberScaling.None, Fill = NumberFill.Mean, IsLogarithmic = true }, Train)[4, 0], 1e-6);
    }

    [Fact]
    public void Categories_have_a_place_each_and_one_for_what_was_not_seen()
    {
        Table other = Read("c,a\nz,1\nnew,1\nx,1\n");
        TablePreprocessing oneHot = TablePreprocessing.Fit(Train, new CategoryColumn("c"));
        Assert.Equal(["c unknown", "c = x", "c = y", "c = z"], oneHot.Features);
        Assert.Equal([0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0], oneHot.Apply(other).ToArray<float>());
        Assert.Equal([3, 0, 1], TablePreprocessing.Fit(Train, new CategoryColumn("c") { Encoding = CategoryEncoding.Ordinal }).Apply(other).ToArray<float>());
        Assert.Equal([0, 1], TablePreprocessing.Fit(Train, new CategoryColumn("c") { MaxValues = 1 }).Apply(other).ToArray<float>()[4..]);

        TablePreprocessing hashed = TablePreprocessing.Fit(Train, new CategoryColumn("c") { Encoding = CategoryEncoding.Hashing, Buckets = 8 });
        Assert.Equal(8, hashed.Features.Count);
        Assert.All(hashed.Apply(other).ToArray<float>().Chunk(8), row => Assert.Equal(1, row.Sum()));

        // FNV-1a of "a" is E40C292C.
        Assert.Equal((int)(0xE40C292C % 1000), CategoryEncoder.Hash("a", 1000));
    }

    // Keras' TextVectorization: lower case, no punctuation; tf_idf is the count times ln(1 + n / (1 + d)), unknown words count as the mean.
    [Fact]
    public void Texts_become_bags_and_sequences()
    {
        TextVectorizer words = TextVectorizer.Fit(["the cat sat", "the dog sat", "a dog", "The CAT!"], maxTokens: 3);
        Assert.Equal(["the", "cat", "dog"], words.Vocabulary);
        Assert.Equal([2, 3, 1, 0, 4, 4, 1, 4], words.Sequences(["The cat, ran", "dog dog runs dog!"], 4).ToArray<long>());
        Assert.Equal([1, 1, 1, 0, 1, 0, 0, 1], words.Bags(["the cat ran", "dog dog runs dog"]).ToArray<float>());
        Assert.Equal([1, 1, 1, 0, 1, 0, 0, 3], words.Bags(["the cat ran", "dog dog runs dog"], TokenWeighting.Count).ToArray<float>());
        double the = Math.Log(1 + (4.0 / 4)), other = Math.Log(1 + (4.0 / 3));
        Assert.Equal([the, other, other], words.InverseFrequencies);
        float[] weighted = words.Bags(["dog dog runs dog"], TokenWeighting.TfIdf).ToArray<float>();
        Assert.Equal((the + other + other) / 3, weighted[0], 1e-6);
        Assert.Equal(3 * other, weighted[3], 1e-6);
    }

    [Fact]
    public void What_is_fitted_on_the_training_part_does_not_change_with_other_rows()
    {
        TablePreprocessing fitted = TablePreprocessing.Fit(Train, new NumberColumn("a") { Fill = NumberFill.Mean }, new CategoryColumn("c"), new TextColumn("t") { MinCount = 1 });
        Table first = Read("t,c,a\nthe cat,x,5\n"), more = Read("a,c,t,extra\n5,x,the cat,1\n1e6,q,zebra,2\n");
        Assert.Equal(fitted.Apply(first).ToArray<float>(), fitted.Apply(more).ToArray<float>()[..fitted.Features.Count]);
        Assert.Contains("no column 'c'", Assert.Throws<DataFormatException>(() => fitted.Apply(Read("t,a\nx,1\n"))).Message, StringComparison.Ordinal);
    }

    static float[,] Encoded(ColumnPlan plan, Table table)
    {
        Tensor values = TablePreprocessing.Fit(Train, plan).Apply(table);
        float[] flat = values.ToArray<float>();
        float[,] grid = new float[values.Shape[0], values.Shape[1]];
        Buffer.BlockCopy(flat, 0, grid, 0, flat.Length * sizeof(float));
        return grid;
    }

    static Table Read(string text) => Table.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(text)), "train.csv");
}
