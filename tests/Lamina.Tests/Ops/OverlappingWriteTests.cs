using Lamina.Ops;

namespace Lamina.Tests.Ops;

/// <summary>An op in place reads its operands as they were before it wrote, wherever they lie.</summary>
public sealed class OverlappingWriteTests : IDisposable
{
    static readonly (string Name, Action<Tensor, Tensor> Run)[] Writers =
    [
        ("AddInPlace", (t, o) => t.AddInPlace(o)),
        ("SubtractInPlace", (t, o) => t.SubtractInPlace(o)),
        ("MultiplyInPlace", (t, o) => t.MultiplyInPlace(o)),
        ("DivideInPlace", (t, o) => t.DivideInPlace(o)),
        ("CopyFrom", (t, o) => t.CopyFrom(o)),
        ("[..] =", (t, o) => t[..] = o),
        ("[mask] =", (t, o) => Dispatch.Run(new MaskAssign(), t, o.Greater(1), o)),
    ];

    // A target and an operand, both views of one tensor.
    static readonly (string Name, Func<Tensor, (Tensor Target, Tensor Operand)> Of)[] Overlaps =
    [
        ("moved by one", t => (t[1..], t[..^1])),
        ("moved back", t => (t[..^1], t[1..])),
        ("reversed", t => (t, t[TensorIndex.Step(.., -1)])),
        ("repeated", t => (t, t[5])),
        ("transposed", t => (t[..90000].Reshape(300, 300), t[..90000].Reshape(300, 300).T)),
        ("one row", t => (t[..90000].Reshape(300, 300), t[300..600])),
        ("a small transposed", t => (t[..4].Reshape(2, 2), t[..4].Reshape(2, 2).T)),
        ("interleaved", t => (t[TensorIndex.Step(.., 2)], t[TensorIndex.Step(1.., 2)])),
        ("itself", t => (t, t)),
        ("apart", t => (t[..1000], t[1000..2000])),
    ];

    readonly int _threads = Compute.Threads;

    public void Dispose() => Compute.Threads = _threads;

    [Fact]
    public void Operands_in_the_written_memory_are_read_as_they_were_for_any_number_of_threads()
    {
        foreach (DType dtype in new[] { DType.Float64, DType.Float32, DType.BFloat16 })
        {
            foreach ((string writer, Action<Tensor, Tensor> run) in Writers)
            {
                foreach ((string overlap, Func<Tensor, (Tensor, Tensor)> of) in Overlaps)
                {
                    (Tensor target, Tensor operand) = of(Numbers(dtype));
                    Tensor expected = target.Clone();
                    run(expected, operand.Clone());
                    for (int threads = 1; threads <= 4; threads++)
                    {
                        Compute.Threads = threads;
                        (target, operand) = of(Numbers(dtype));
                        run(target, operand);
                        Assert.True(expected.ToArray<double>().AsSpan().SequenceEqual(target.ToArray<double>()), $"{writer}, {overlap}, {dtype.Name()}, {threads} threads");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_mask_in_the_written_memory_is_read_as_it_was()
    {
        Tensor Truths() => (Tensor.Arange(100_003) % 3).EqualTo(0);
        Tensor truths = Truths(), expected = Truths();
        truths[truths[TensorIndex.Step(.., -1)]] = Tensor.From(false);
        expected[Truths()[TensorIndex.Step(.., -1)]] = Tensor.From(false);
        Assert.Equal(expected.ToArray<bool>(), truths.ToArray<bool>());
    }

    [Fact]
    public void Gradients_flow_through_an_overlapping_operand()
    {
        Tensor x = Tensor.From(1.0, 2.0, 3.0).RequireGrad();
        Tensor y = x * 1;
        y.AddInPlace(y[TensorIndex.Step(.., -1)]);
        (y * Tensor.From(1.0, 10.0, 100.0)).Sum().Backward();
        Assert.Equal([101.0, 20.0, 101.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_captured_step_copies_the_overlapping_operand_too()
    {
        static Tensor Body(Tensor x)
        {
            Tensor t = x * 1;
            t[1..].AddInPlace(t[..^1]);
            return t;
        }

        Step step = Capture.Step(Body);
        for (int i = 0; i < 3; i++)
        {
            Tensor x = Tensor.Arange(1000) + i;
            Assert.Equal(Body(x).ToArray<double>(), step.Run(x).ToArray<double>());
        }

        Assert.Null(step.WhyEager);
    }

    [Fact]
    public void Writing_into_a_repeated_element_is_refused()
    {
        Tensor one = Tensor.Zeros([1]);
        foreach ((string name, Action<Tensor> write) in new (string, Action<Tensor>)[]
        {
            ("add_in_place", t => t.AddInPlace(Tensor.Arange(5))),
            ("copy_into", t => t.CopyFrom(Tensor.Arange(5))),
            ("slice_assign", t => t[1..3] = Tensor.From(1f)),
            ("copy_into", t => t.Fill<float>([1, 2, 3, 4, 5])),
            ("clamp_in_place", t => t.ClampInPlace(0, 1)),
        })
        {
            ShapeException error = Assert.Throws<ShapeException>(() => write(one.Expand([5])));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            Assert.Contains("Clone()", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, one.ToSingle());
        one.Expand([1]).AddInPlace(1);
        Assert.Equal(1, one.ToSingle());
    }

    static Tensor Numbers(DType dtype) => ((Tensor.Arange(100_004).To(DType.Float64) % 7) + 1).To(dtype);
}
