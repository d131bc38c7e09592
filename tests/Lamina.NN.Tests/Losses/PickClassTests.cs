using Lamina.Cpu;
using Lamina.Ops;
using Xunit;

namespace Lamina.NN.Tests.Losses;

/// <summary>The ops that move one score for each label, against plain loops.</summary>
[Collection(nameof(Alone))]
public sealed class PickClassTests
{
    [Fact]
    public void Both_ops_equal_plain_loops_for_any_layout_dtype_and_threads()
    {
        foreach ((long outer, long classes, long inner) in ((long, long, long)[])[(0, 3, 2), (1, 1, 1), (5, 3, 1), (2, 7, 13), (3, 0, 0), (20001, 5, 1), (3, 11, 4001)])
        {
            Tensor scores = Tensor.Randn([outer, classes, inner], DType.Float64), labels = classes == 0 ? Tensor.Zeros([outer, inner], DType.Int64) : Tensor.RandInt([outer, inner], -1, classes);
            (double[] x, long[] y) = (scores.ToArray<double>(), labels.ToArray<long>());
            double[] picked = new double[outer * inner], spread = new double[x.Length];
            for (long n = 0; n < outer; n++)
            {
                for (long i = 0; i < inner; i++)
                {
                    long label = y[(n * inner) + i], at = (((n * classes) + label) * inner) + i;
                    if (label < 0)
                        continue;
                    picked[(n * inner) + i] = x[at];
                    spread[at] = x[at];
                }
            }

            foreach (int threads in (int[])[1, 3])
            {
                int before = Workers.Count;
                Workers.Count = threads;
                Tensor strided = scores.Transpose(0, 2).Contiguous().Transpose(0, 2), stridedLabels = labels.T.Contiguous().T;
                foreach (Tensor view in (Tensor[])[scores, strided])
                {
                    Tensor values = Dispatch.Run(new PickClass(-1), view, stridedLabels);
                    Assert.Equal(picked, values.ToArray<double>());
                    Assert.Equal(spread, Dispatch.Run(new SpreadClass(-1, classes), values, labels).ToArray<double>());
                    Assert.Equal(spread, Dispatch.Run(new SpreadClass(-1, classes), values.T.Contiguous().T, stridedLabels).ToArray<double>());
                }

                foreach (DType dtype in (DType[])[DType.Float32, DType.Float16, DType.BFloat16])
                    Assert.Equal(Tensor.From<double>(picked, [outer, inner]).To(dtype).ToArray<float>(), Dispatch.Run(new PickClass(-1), scores.To(dtype), labels).ToArray<float>());
                Workers.Count = before;
            }
        }
    }
}
