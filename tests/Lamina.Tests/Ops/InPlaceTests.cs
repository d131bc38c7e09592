namespace Lamina.Tests.Ops;

/// <summary>What is written in place through a view lands in the base, at the view's places and nowhere else.</summary>
public sealed class InPlaceTests
{
    // Each op in place, and the same into new memory.
    static readonly (string Name, Action<Tensor, Tensor> InPlace, Func<Tensor, Tensor, Tensor> New)[] Ops =
    [
        ("AddInPlace", (t, x) => t.AddInPlace(x), (t, x) => t + x),
        ("SubtractInPlace", (t, x) => t.SubtractInPlace(x), (t, x) => t - x),
        ("MultiplyInPlace", (t, x) => t.MultiplyInPlace(x), (t, x) => t * x),
        ("DivideInPlace", (t, x) => t.DivideInPlace(x), (t, x) => t / x),
        ("CopyFrom", (t, x) => t.CopyFrom(x), (_, x) => x.Clone()),
        ("AddInPlace(number)", (t, _) => t.AddInPlace(2.5), (t, _) => t + 2.5),
        ("SubtractInPlace(number)", (t, _) => t.SubtractInPlace(2.5), (t, _) => t - 2.5),
        ("MultiplyInPlace(number)", (t, _) => t.MultiplyInPlace(2.5), (t, _) => t * 2.5),
        ("DivideInPlace(number)", (t, _) => t.DivideInPlace(2.5), (t, _) => t / 2.5),
        ("ClampInPlace", (t, _) => t.ClampInPlace(5, 20), (t, _) => t.Clamp(5, 20)),
        ("FillInPlace", (t, _) => t.FillInPlace(7), (t, _) => Tensor.FullLike(t, 7)),
        ("ZeroInPlace", (t, _) => t.ZeroInPlace(), (t, _) => Tensor.ZerosLike(t)),
    ];

    static readonly (string Name, Func<Tensor, Tensor> Of)[] Views =
    [
        ("transposed", t => t.T),
        ("rows", t => t[1..3]),
        ("columns", t => t[.., 1..4]),
        ("every second column", t => t[.., TensorIndex.Step(.., 2)]),
        ("one column", t => t[.., 2]),
        ("reversed", t => t.Flip()),
        ("reversed and thinned", t => t[TensorIndex.Step(.., -2), TensorIndex.Step(1.., -1)]),
        ("diagonal", t => t.Diagonal()),
        ("one element", t => t[1, 1]),
        ("nothing", t => t[2..2]),
    ];

    [Fact]
    public void A_target_that_is_a_view_is_written_and_the_rest_of_its_base_is_not()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16])
        {
            // More than a tile of 256 in a row, so that strided loops begin anew.
            foreach (Shape shape in (Shape[])[[4, 5], [5, 700]])
            {
                foreach ((string view, Func<Tensor, Tensor> of) in Views)
                {
                    foreach ((string op, Action<Tensor, Tensor> inPlace, Func<Tensor, Tensor, Tensor> fresh) in Ops)
                    {
                        Tensor whole = Numbers(shape, dtype), part = of(whole), places = of(Tensor.Arange(shape.Count).Reshape(shape));
                        Tensor other = (Numbers(part.Shape, dtype) * 0.5) + 1;
                        double[] expected = whole.ToArray<double>(), written = fresh(part, other).ToArray<double>();
                        foreach ((long place, double value) in places.ToArray<long>().Zip(written))
                            expected[place] = value;
                        inPlace(part, other);
                        Assert.True(expected.AsSpan().SequenceEqual(whole.ToArray<double>()), $"{op}, {view} of {dtype.Name()}{shape}: the base is not as it should be.");
                    }
                }
            }
        }
    }

    static Tensor Numbers(Shape shape, DType dtype) => (Tensor.Arange(shape.Count).Reshape(shape) % 41).To(dtype);
}
