using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Random =>
    [
        OpCase.OfOne("dropout", x => x.Dropout(0.5, new Generator(1)), x => Nd.Zip(x, Nd.Of(Tensor.Ones(x.Shape).Dropout(0.5, new Generator(1))), (a, b) => a * b), [2, 3], [5, 300], [2, 3, 4, 5]) with { HasSecondDerivative = true },
        Given("random_uniform", () => Tensor.Uniform([3, 100], -1, 3, generator: new Generator(5, 2)), () => Drawn([3, 100], (_, w) => -1 + (4 * Unit(w[0])))),
        Given("random_uniform_wide", () => Tensor.Rand([33], DType.Float64, new Generator(5, 2)), () => Drawn([33], (_, w) => Philox.ToUnitDouble(w[0], w[1]), 2)),
        Given("random_normal", () => Tensor.Normal([302], 1, 2, generator: new Generator(5, 2)), () => Paired(302)),
        Given("random_exponential", () => Tensor.Exponential([300], 2, generator: new Generator(5, 2)), () => Drawn([300], (_, w) => -0.5 * Math.Log(1 - Unit(w[0])))),
        Given("random_integers", () => Tensor.RandInt([300], -4, 7, generator: new Generator(5, 2)), () => Drawn([300], (_, w) => -4 + (double)(long)((UInt128)Long(w) * 11 >> 64), 2)),
        Given("random_bernoulli", () => Tensor.Bernoulli([300], 0.25, generator: new Generator(5, 2)), () => Drawn([300], (_, w) => w[0] < 1u << 30 ? 1 : 0)),
        OpCase.OfOne("random_bernoulli_of", x => x.Bernoulli(new Generator(5, 2)), x => Drawn(x.Shape, (i, w) => w[0] < x.Values[i] * 4294967296 ? 1 : 0), [2, 150], []) with { IsDifferentiable = false, Ranges = [(0, 1)] },
        Given("random_truncated", () => Tensor.TruncatedNormal([300], low: -1.5, high: 1.5, dtype: DType.Float64, generator: new Generator(5, 2)), () => new Nd([.. Enumerable.Range(0, 300).Select(Truncated)], [300])),
        Given("random_permutation", () => Tensor.Permutation(300, new Generator(5, 2)), Shuffled),
        OpCase.OfOne("random_multinomial", x => x.Multinomial(40, replacement: true, new Generator(5, 2)), DrawnClasses, [3, 5], [1]) with { DTypes = [DType.Float64, DType.Float32], IsDifferentiable = false, Ranges = [(0.1, 1)] },
    ];

    static double Unit(uint word) => Philox.ToUnitSingle(word);

    static ulong Long(ReadOnlySpan<uint> words) => ((ulong)words[0] << 32) | words[1];

    /// <summary>Words of stream 2 under seed 5, by their number.</summary>
    static uint Word(long i) => new Philox(5).Block(2, (ulong)(i / 4))[(int)(i % 4)];

    /// <summary>Numbers made of one or two words each.</summary>
    static Nd Drawn(Shape shape, Func<long, uint[], double> make, int words = 1) =>
        new([.. Enumerable.Range(0, (int)shape.Count).Select(i => make(i, [.. Enumerable.Range(0, words).Select(k => Word((i * words) + k))]))], shape);

    static Nd Paired(int count)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i += 2)
        {
            double radius = 2 * Math.Sqrt(-2 * Math.Log(1 - Unit(Word(i)))), angle = 2 * Math.PI * Unit(Word(i + 1));
            (values[i], values[i + 1]) = (1 + (radius * Math.Cos(angle)), 1 + (radius * Math.Sin(angle)));
        }

        return new Nd(values, [count]);
    }

    // Each number has a block of its own; what is rejected is drawn again under another key.
    static double Truncated(int i)
    {
        for (ulong attempt = 0; ; attempt++)
        {
            Philox philox = new(5 ^ (attempt * 0x9E3779B97F4A7C15));
            System.Runtime.Intrinsics.Vector128<uint> w = philox.Block(2, (ulong)i);
            double z = Math.Sqrt(-2 * Math.Log(1 - Philox.ToUnitDouble(w[0], w[1]))) * Math.Cos(2 * Math.PI * Philox.ToUnitDouble(w[2], w[3]));
            if (Math.Abs(z) <= 1.5)
                return z;
        }
    }

    static Nd Shuffled()
    {
        double[] order = [.. Enumerable.Range(0, 300)];
        for (int i = order.Length - 1, drawn = 0; i > 0; i--, drawn++)
        {
            long other = (long)((UInt128)Long([Word(2 * drawn), Word((2 * drawn) + 1)]) * (ulong)(i + 1) >> 64);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return new Nd(order, [300]);
    }

    static Nd DrawnClasses(Nd weights)
    {
        Nd result = Nd.Zeros(weights.Shape.With(-1, 40));
        long classes = weights.Shape[^1];
        for (int i = 0; i < result.Values.Length; i++)
        {
            double[] row = weights.Values[(int)(i / 40 * classes)..(int)(((i / 40) + 1) * classes)];
            double drawn = Philox.ToUnitDouble(Word(2 * i), Word((2 * i) + 1)) * row.Sum(), sum = 0;
            result.Values[i] = Array.FindIndex(row, w => (sum += w) > drawn);
        }

        return result;
    }
}
