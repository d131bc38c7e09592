namespace Lamina.Tests.Ops;

/// <summary>What the catalogue's random numbers do not hit: NaN, ties, zeros, precision; creation and uniqueness.</summary>
public sealed class ReductionTests
{
    [Fact]
    public void The_first_of_equal_elements_and_the_first_NaN_are_found()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16])
        {
            Tensor x = Tensor.From([[1.0, 3, 3, 0], [2, double.NaN, 5, double.NaN], [-1, -1, -1, -1]]).To(dtype);
            Assert.Equal([1, 1, 0], x.ArgMax(1).ToArray<long>());
            Assert.Equal([3, 1, 0], x.ArgMin(1).ToArray<long>());
            Assert.Equal([3, double.NaN, -1], x.Max(1).Values.ToArray<double>());
            Assert.Equal([3, double.NaN, -1], x.Amax(1).ToArray<double>());
            Assert.Equal([0, double.NaN, -1], x.Amin(1).ToArray<double>());
            Assert.Equal(double.NaN, x.Max().ToDouble());
        }

        // A NaN and ties in different tiles of 256.
        double[] line = new double[2000];
        (line[300], line[700], line[1500]) = (7, 7, double.NaN);
        Assert.Equal(1500, Tensor.From(line).ArgMax().ToInt64());
        line[1500] = 0;
        Assert.Equal(300, Tensor.From(line).ArgMax().ToInt64());
    }

    [Fact]
    public void Equal_elements_share_the_gradient_of_a_maximum_over_axes_and_the_first_has_it_along_one()
    {
        Tensor x = Tensor.From([[1f, 3, 3], [2, 2, 2]]).RequireGrad();
        Assert.Equal([0, 0.5f, 0.5f, 1 / 3f, 1 / 3f, 1 / 3f], x.Amax(1).Sum().Gradients(x)[0].ToArray<float>());
        Assert.Equal([0, 0.5f, 0.5f, 0, 0, 0], x.Max().Gradients(x)[0].ToArray<float>());
        Assert.Equal([0, 1, 0, 1, 0, 0], x.Max(1).Values.Sum().Gradients(x)[0].ToArray<float>());
    }

    [Fact]
    public void Products_with_zeros_have_right_gradients()
    {
        Tensor x = Tensor.From([[2.0, 0, 3], [0, 0, 5]]).RequireGrad();
        Assert.Equal([0, 6, 0, 0, 0, 0], x.Prod(1).Sum().Gradients(x)[0].ToArray<double>());
        Assert.Equal([1, 8, 0, 1, 0, 0], x.CumProd(1).Sum().Gradients(x)[0].ToArray<double>());
    }

    [Fact]
    public void Products_and_sums_of_integers_are_exact()
    {
        Assert.Equal(2432902008176640000, Tensor.Arange(1, 21).Prod().ToInt64());
        Assert.Equal(DType.Int64, Tensor.From([1, 2]).CumSum(0).DType);
        Assert.Equal([200, 400], Tensor.From([200L, 200]).To(DType.UInt8).CumSum(0).ToArray<long>());
    }

    [Fact]
    public void Long_running_sums_keep_their_digits()
    {
        float[] sums = Tensor.Full([1_000_000], 0.1).CumSum(0).ToArray<float>();
        Assert.Equal(100_000f, sums[^1], 0.02f);
    }

    [Fact]
    public void Means_of_16_bit_floats_are_rounded_once()
    {
        // 300,000 is beyond float16, and bfloat16 has no 3,000.
        Assert.Equal(300, Tensor.Full([1000], 300, DType.Float16).Mean().ToDouble());
        Assert.Equal(3, Tensor.Full([1000], 3, DType.BFloat16).Mean().ToDouble());
        foreach (DType dtype in (DType[])[DType.Float16, DType.BFloat16])
        {
            Tensor x = Tensor.Full([4, 1000], 300, dtype).RequireGrad(), y = x.Mean([1], keepDims: true);
            Assert.Equal((dtype, Shape.Create([4, 1])), (y.DType, y.Shape));
            Assert.Equal([300, 300, 300, 300], y.ToArray<double>());
            Tensor gradient = y.Sum().Gradients(x)[0];
            Assert.Equal(dtype, gradient.DType);
            Assert.All(gradient.ToArray<double>(), g => Assert.Equal(0.001, g, 4e-6));
            Assert.Equal(500, Tensor.From([-500.0, 500]).To(dtype).StandardDeviation([0], keepDims: false, correction: 0).ToDouble());
        }
    }

    [Fact]
    public void Sorting_puts_NaN_last_keeps_ties_and_both_zeros_in_place()
    {
        Tensor x = Tensor.From([double.NaN, 1, -0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity, 1]);
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.Float16])
        {
            Assert.Equal([5, 2, 3, 1, 6, 4, 0], x.To(dtype).ArgSort().ToArray<long>());
            Assert.Equal([0, 4, 1, 6, 2, 3, 5], x.To(dtype).ArgSort(descending: true).ToArray<long>());
        }

        Tensor sorted = x.Sort().Values;
        Assert.Equal([6, 1, 7], [sorted.SearchSorted(Tensor.From([double.NaN])).ToInt64(), sorted.SearchSorted(Tensor.From([0.0])).ToInt64(), sorted.SearchSorted(Tensor.From([double.NaN]), right: true).ToInt64()]);
    }

    [Fact]
    public void A_few_of_many_are_what_sorting_all_gives()
    {
        Tensor x = Tensor.Rand([3, 5000], DType.Float64, new Generator(1));
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.Float16])
        {
            (Tensor values, Tensor places) = x.To(dtype).TopK(20);
            (Tensor all, Tensor order) = x.To(dtype).Sort(descending: true);
            Assert.Equal(all.Slice(1, 0, 20).ToArray<double>(), values.ToArray<double>());
            Assert.Equal(order.Slice(1, 0, 20).ToArray<long>(), places.ToArray<long>());
        }
    }

    [Fact]
    public void Unique_values_with_inverse_and_counts()
    {
        foreach (DType dtype in Enum.GetValues<DType>().Where(d => d != DType.Bool))
        {
            Tensor x = Tensor.From([[3, 1, 3], [2, 1, 7]]).To(dtype);
            (Tensor values, Tensor inverse, Tensor counts) = x.Unique();
            Assert.Equal(dtype, values.DType);
            Assert.Equal([1, 2, 3, 7], values.ToArray<long>());
            Assert.Equal([2, 1, 2, 1], counts.ToArray<long>());
            Assert.Equal([2, 3], inverse.Shape);
            Assert.Equal(x.ToArray<double>(), values[inverse].ToArray<double>());
        }

        Assert.Equal([0], Tensor.Zeros([0]).Unique().Values.Shape);
        Assert.Equal(3, Tensor.From([double.NaN, 1, double.NaN, 1]).Unique().Values.Count);
        Assert.Equal([2], Tensor.From([true, false, true]).Unique().Values.Shape);
    }

    [Fact]
    public void Creation()
    {
        Assert.Equal([0, 1, 2], Tensor.Arange(3).ToArray<long>());
        Assert.Equal([5, 3, 1], Tensor.Arange(5, 0, -2).ToArray<long>());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f], Tensor.Arange(0, 1, 0.25).ToArray<float>());
        Assert.Equal(DType.Float32, Tensor.Arange(3.0).DType);
        Assert.Equal(0, Tensor.Arange(0).Count);
        Assert.Equal(1000, Tensor.Arange(1000).ToArray<long>().Distinct().Count());
        Assert.Equal([0.0, 0.25, 0.5, 0.75, 1], Tensor.Linspace(0, 1, 5, DType.Float64).ToArray<double>());
        Assert.Equal([3.0], Tensor.Linspace(3, 9, 1, DType.Float64).ToArray<double>());
        Assert.Equal(0.7, Tensor.Linspace(-0.3, 0.7, 77, DType.Float64).ToArray<double>()[^1]);
        Assert.Equal([1.0, 10, 100], Tensor.Logspace(0, 2, 3, dtype: DType.Float64).ToArray<double>());
        Assert.Equal([1, 0, 0, 0, 1, 0], Tensor.Eye(2, 3, DType.Int32).ToArray<int>());
        Tensor[] grid = Tensor.Meshgrid(Tensor.Arange(2), Tensor.Arange(3));
        Assert.Equal([0, 0, 0, 1, 1, 1], grid[0].ToArray<long>());
        Assert.Equal([0, 1, 2, 0, 1, 2], grid[1].ToArray<long>());
        Assert.Equal(DType.Int16, Tensor.OnesLike(Tensor.Zeros([2], DType.Int16)).DType);
        Tensor like = Tensor.Ones([3, 2], DType.Int16).T;
        Assert.Equal((DType.Int16, Shape.Create([2, 3]), true), (Tensor.ZerosLike(like).DType, Tensor.ZerosLike(like).Shape, Tensor.ZerosLike(like).IsContiguous));
        Assert.All(Tensor.ZerosLike(like, DType.Float64).ToArray<double>(), v => Assert.Equal(0, v));
        Assert.Equal(DType.Float64, Tensor.ZerosLike(like, DType.Float64).DType);
        Assert.Equal([7, 7], Tensor.FullLike(Tensor.Zeros([2]), 7, DType.Int64).ToArray<long>());
        Assert.Throws<NumericException>(() => Tensor.Arange(0, 5, -1));
        Assert.Throws<NumericException>(() => Tensor.Arange(0, 5, 0));
        Assert.Throws<NumericException>(() => Tensor.Linspace(0, double.NaN, 3));
    }
}
