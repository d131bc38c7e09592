namespace Lamina.Tests.Tensors;

/// <summary>What stands between the brackets: views, copies, assignment, gradients, errors.</summary>
public sealed class IndexerTests
{
    static Tensor Numbers(params long[] shape) => Tensor.Arange(shape.Aggregate((a, b) => a * b)).Reshape(shape);

    [Fact]
    public void Numbers_and_ranges_give_views()
    {
        Tensor t = Numbers(2, 3, 4);
        Equal([20, 21, 22, 23], [4], t[1, 2]);
        Equal([14, 15, 18, 19, 22, 23], [3, 2], t[1, .., ^2..]);
        Equal([3, 7, 11, 15, 19, 23], [2, 3], t[TensorIndex.Ellipsis, ^1]);
        Equal([23], [], t[-1, -1, -1]);
        Equal([0, 2, 8, 10], [2, 2], t[0, TensorIndex.Step(.., 2), TensorIndex.Step(.., 2)]);
        Equal([3, 2, 1], [3], t[0, 0, TensorIndex.Step(1.., -1)]);
        Equal([3, 1], [2], t[0, 0, TensorIndex.Step(1.., -2)]);
        Equal([4, 5, 6, 7], [1, 4, 1], t[0, 1..2, .., TensorIndex.NewAxis]);
        Assert.Equal([2, 0, 4], t[.., 1..1].Shape);
        t[1, 2].Fill<long>([-1, -2, -3, -4]);
        Equal([-1, -2, -3, -4], [4], t[1, 2, ..]);
    }

    [Fact]
    public void Tensors_and_masks_give_copies()
    {
        Tensor t = Numbers(3, 4);
        Equal([8, 9, 10, 11, 0, 1, 2, 3], [2, 4], t[Tensor.From([2L, 0])]);
        Equal([8, 9, 10, 11, 0, 1, 2, 3], [2, 4], t[Tensor.From([2, -3])]);
        Equal([3, 1, 7, 5, 11, 9], [3, 2], t[.., Tensor.From([3L, 1])]);
        Equal([3, 4], [2], t[Tensor.From([0L, 1]), Tensor.From([3L, 0])]);
        Equal([0, 2, 4, 6, 8, 10], [6], t[Even(t)]);
        Equal([0, 1, 2, 3, 8, 9, 10, 11], [2, 4], t[Tensor.From([true, false, true])]);
        Equal([1, 3, 5, 7, 9, 11], [3, 2], t[.., Tensor.From([false, true, false, true])]);
        Assert.Equal([0, 4], t[Tensor.From([false, false, false])].Shape);
        Tensor part = t[Tensor.From([0L])];
        part.AddInPlace(100);
        Assert.Equal(0, t[0, 0].ToInt64());
    }

    [Fact]
    public void Assignment_writes_through_views_masks_and_indices()
    {
        Tensor t = Tensor.Zeros([3, 4]);
        t[0] = Tensor.From([1f, 2, 3, 4]);
        t[1.., ^1] = Tensor.From([5.0, 6]);
        t.Assign(9, 1, 0..2);
        Equal([1, 2, 3, 4, 9, 9, 0, 5, 0, 0, 0, 6], [3, 4], t);
        t[Even(t.To(DType.Int64))] = Tensor.From(-1);
        Equal([1, -1, 3, -1, 9, 9, -1, 5, -1, -1, -1, -1], [3, 4], t);
        t[Tensor.From([2L, 0])] = Tensor.From([[1f, 2, 3, 4], [5, 6, 7, 8]]);
        Equal([5, 6, 7, 8, 9, 9, -1, 5, 1, 2, 3, 4], [3, 4], t);
        t[Tensor.From([0L, 0]), Tensor.From([1L, 1])] = Tensor.From([20f, 30]);
        Equal([5, 30, 7, 8], [4], t[0]);
        t[.., 1..][Tensor.From([true, false, true])] = Tensor.From([0f, 0, 0]);
        Equal([5, 0, 0, 0, 9, 9, -1, 5, 1, 0, 0, 0], [3, 4], t);
        t[t.To(DType.Int64).To(DType.Bool)] = Tensor.Arange(1, 7);
        Equal([1, 0, 0, 0, 2, 3, 4, 5, 6, 0, 0, 0], [3, 4], t);
    }

    [Fact]
    public void A_part_may_be_written_with_another_part_of_the_same_tensor()
    {
        Tensor t = Numbers(5);
        t[1..] = t[..^1];
        Equal([0, 0, 1, 2, 3], [5], t);
    }

    [Fact]
    public void Assignment_brings_gradients_to_what_is_written_and_none_to_what_is_overwritten()
    {
        Tensor x = Tensor.From([1f, 2, 3]).RequireGrad(), y = Tensor.From([10f, 20]).RequireGrad();
        Tensor t = x * 2;
        t[1..] = y;
        (t * Tensor.From([1f, 10, 100])).Sum().Backward();
        Equal([2, 0, 0], [3], x.Grad!);
        Equal([10, 100], [2], y.Grad!);

        // Into a tensor that needed no gradient so far.
        Tensor buffer = Tensor.Zeros([2, 2]);
        buffer[0] = y;
        (Tensor dy, Tensor dx) = (buffer.Square().Sum() + x.Sum()).Gradients(y, x);
        Equal([20, 40], [2], dy);
        Equal([1, 1, 1], [3], dx);
    }

    [Fact]
    public void Writing_what_a_gradient_needs_is_refused()
    {
        Tensor leaf = Tensor.Ones([2]).RequireGrad();
        Assert.Contains("Gradients.Off()", Assert.Throws<GradientException>(() => leaf[0] = Tensor.From(1f)).Message);
        Assert.Contains("view", Assert.Throws<GradientException>(() => (leaf * 2)[..][1..].AddInPlace(leaf[1..])).Message);
        using (Gradients.Off())
            leaf[0] = Tensor.From(5f);
        Equal([5, 1], [2], leaf);
        Tensor t = leaf * 1, loss = t.Square().Sum();
        t[0] = Tensor.From(0f);
        Assert.Contains("changed in place", Assert.Throws<GradientException>(() => loss.Backward()).Message);
    }

    [Fact]
    public void Errors_name_index_axis_and_size()
    {
        Tensor t = Numbers(2, 3);
        Message<IndexException>(() => t[2], "2", "axis 0", "[2, 3]");
        Message<IndexException>(() => t[0, -4], "-4", "axis 1", "size 3");
        Message<IndexException>(() => t[0, 1..5], "1..5", "axis 1", "size 3");
        Message<IndexException>(() => t[0, 0, 0], "3 axes", "[2, 3]");
        Message<IndexException>(() => t[.., Tensor.From([0L, 3])], "index 3", "axis 1", "size 3");
        Message<IndexException>(() => t[Tensor.From([-3L])], "index -3", "axis 0", "size 2");
        Message<IndexException>(() => t.Gather(1, Tensor.From([[0L], [7]])), "index 7", "axis 1", "size 3");
        Message<IndexException>(() => t.IndexSelect(0, Tensor.From([-1L])), "index -1", "axis 0", "size 2");
        Message<IndexException>(() => Tensor.From([5L]).OneHot(5), "index 5", "size 5");
        Message<IndexException>(() => TensorIndex.Step(.., 0), "step");
        Message<ShapeException>(() => t[Tensor.From([true, false, true])], "[3]", "[2, 3]");
        Message<DTypeException>(() => t[Tensor.From([1f])], "float32[1]");
        Message<DTypeException>(() => t.Gather(0, Tensor.Ones([2, 3])), "float32[2, 3]");
        Message<ShapeException>(() => t[0] = Tensor.From([1L, 2]), "[2]", "[3]");
    }

    static Tensor Even(Tensor t) => Tensor.From<bool>([.. t.ToArray<long>().Select(v => v % 2 == 0)], t.Shape);

    static void Equal(double[] values, Shape shape, Tensor found)
    {
        Assert.Equal(shape, found.Shape);
        Assert.Equal(values, found.ToArray<double>());
    }

    static void Message<E>(Func<object> call, params string[] parts)
        where E : Exception
    {
        string message = Assert.Throws<E>(() => { call(); }).Message;
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
