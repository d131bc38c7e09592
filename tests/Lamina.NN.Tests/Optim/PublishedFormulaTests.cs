using Xunit;

namespace Lamina.NN.Tests.Optim;

/// <summary>Optimizers that PyTorch 1.13 does not have, or not as published, against their papers' formulas in plain loops in double precision.</summary>
public sealed class PublishedFormulaTests
{
    static readonly long[][] Shapes = [[5, 4], [3], [2, 3, 4], [4, 6]];

    /// <summary>One update of one parameter in place: values, gradient, what is kept by name, the number of the update, the shape.</summary>
    delegate void Rule(double[] p, double[] g, Func<string, double[]> kept, int t, long[] shape);

    [Fact]
    public void NAdam_follows_its_paper() => Check(q => new NAdam(q, 0.02, 0.9, 0.99, 1e-7, 0.1, 0.01), (p, g, kept, t, _) =>
    {
        (double[] m, double[] v) = (kept("m"), kept("v"));
        double Mu(int i) => 0.9 * (1 - (0.5 * Math.Pow(0.96, i * 0.01)));
        double product = Enumerable.Range(1, t).Aggregate(1.0, (value, i) => value * Mu(i)), next = product * Mu(t + 1);
        for (int i = 0; i < p.Length; i++)
        {
            double d = g[i] + (0.1 * p[i]);
            m[i] = (0.9 * m[i]) + (0.1 * d);
            v[i] = (0.99 * v[i]) + (0.01 * d * d);
            double direction = ((1 - Mu(t)) / (1 - product) * d) + (Mu(t + 1) / (1 - next) * m[i]);
            p[i] -= 0.02 * direction / (Math.Sqrt(v[i] / (1 - Math.Pow(0.99, t))) + 1e-7);
        }
    });

    [Fact]
    public void Lion_follows_its_paper() => Check(q => new Lion(q, 0.02, 0.9, 0.95, 0.1), (p, g, kept, t, _) =>
    {
        double[] m = kept("m");
        for (int i = 0; i < p.Length; i++)
        {
            p[i] -= 0.02 * (Math.Sign((0.9 * m[i]) + (0.1 * g[i])) + (0.1 * p[i]));
            m[i] = (0.95 * m[i]) + (0.05 * g[i]);
        }
    });

    [Fact]
    public void Ftrl_follows_its_formula()
    {
        foreach (double power in (double[])[-0.5, -0.3])
        {
            Check(q => new Ftrl(q, 0.2, power, 0.3, 0.05, 0.1, 0.02, 0.4), (p, g, kept, t, _) =>
            {
                (double[] n, double[] z) = (kept("n"), kept("z"));
                for (int i = 0; i < p.Length; i++)
                {
                    if (t == 1)
                        n[i] = 0.3;
                    double sum = n[i] + (g[i] * g[i]), raised = Math.Pow(sum, -power);
                    z[i] += g[i] + (2 * 0.02 * p[i]) - ((raised - Math.Pow(n[i], -power)) / 0.2 * p[i]);
                    n[i] = sum;
                    double squares = (raised / 0.2) + (2 * (0.1 + (0.4 / (2 * 0.2))));
                    p[i] = Math.Abs(z[i]) <= 0.05 ? 0 : ((Math.Sign(z[i]) * 0.05) - z[i]) / squares;
                }
            });
        }
    }

    [Fact]
    public void Schedule_free_AdamW_follows_its_paper()
    {
        foreach (int warmUp in (int[])[0, 6])
        {
            Rule rule = (p, g, kept, t, _) =>
            {
                (double[] x, double[] z, double[] v, double[] sum) = (kept("x"), kept("z"), kept("v"), kept("sum"));
                double rate = 0.02 * (warmUp == 0 ? 1 : Math.Min(1, t / (double)warmUp));
                for (int i = 0; i < p.Length; i++)
                {
                    if (t == 1)
                        x[i] = z[i] = p[i];
                    v[i] = (0.99 * v[i]) + (0.01 * g[i] * g[i]);
                    z[i] -= rate * ((g[i] / (Math.Sqrt(v[i] / (1 - Math.Pow(0.99, t))) + 1e-6)) + (0.1 * p[i]));
                    sum[i] += rate * rate;
                    double c = rate * rate / sum[i];
                    x[i] = ((1 - c) * x[i]) + (c * z[i]);
                    p[i] = (0.1 * z[i]) + (0.9 * x[i]);
                }
            };
            Check(q => new AdamWScheduleFree(q, 0.02, 0.9, 0.99, 1e-6, 0.1, warmUp), rule);
            Check(q => new AdamWScheduleFree(q, 0.02, 0.9, 0.99, 1e-6, 0.1, warmUp), rule, shown: "x");
        }
    }

    [Fact]
    public void Lookahead_follows_its_paper() => Check(q => new Lookahead(new Sgd(q, 0.1, momentum: 0.9), steps: 3, share: 0.4), (p, g, kept, t, _) =>
    {
        (double[] b, double[] slow) = (kept("b"), kept("slow"));
        for (int i = 0; i < p.Length; i++)
        {
            if (t == 1)
                slow[i] = p[i];
            b[i] = (0.9 * b[i]) + g[i];
            p[i] -= 0.1 * b[i];
            if (t % 3 == 0)
                p[i] = slow[i] += 0.4 * (p[i] - slow[i]);
        }
    });

    [Fact]
    public void Lars_follows_its_paper() => Check(q => new Lars(q, 0.5, 0.9, 0.01, 0.02), (p, g, kept, t, _) =>
    {
        double[] b = kept("b");
        double ratio = 0.02 * Norm(p) / (Norm(g) + (0.01 * Norm(p)));
        for (int i = 0; i < p.Length; i++)
            b[i] = (0.9 * b[i]) + (0.5 * ratio * (g[i] + (0.01 * p[i])));
        for (int i = 0; i < p.Length; i++)
            p[i] -= b[i];
    });

    [Fact]
    public void Lamb_follows_its_paper() => Check(q => new Lamb(q, 0.02, 0.9, 0.99, 1e-6, 0.1), (p, g, kept, t, _) =>
    {
        (double[] m, double[] v) = (kept("m"), kept("v"));
        double[] d = new double[p.Length];
        for (int i = 0; i < p.Length; i++)
        {
            m[i] = (0.9 * m[i]) + (0.1 * g[i]);
            v[i] = (0.99 * v[i]) + (0.01 * g[i] * g[i]);
            d[i] = (m[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.99, t))) + 1e-6)) + (0.1 * p[i]);
        }

        double ratio = Norm(p) / Norm(d);
        for (int i = 0; i < p.Length; i++)
            p[i] -= 0.02 * ratio * d[i];
    });

    [Fact]
    public void Adafactor_follows_its_paper() => Check(q => new Adafactor(q, 0.05, -0.8, 1e-6, 1e-3, 0.7, 0.1), (p, g, kept, t, shape) =>
    {
        double share = Math.Pow(t, -0.8), rate = Math.Min(0.05, 1 / Math.Sqrt(t)) * Math.Max(1e-3, Norm(p) / Math.Sqrt(p.Length));
        double[] squares = new double[p.Length];
        if (shape.Length == 1)
        {
            double[] v = kept("v");
            for (int i = 0; i < p.Length; i++)
                squares[i] = v[i] += share * ((g[i] * g[i]) - v[i]);
        }
        else
        {
            (int rows, int columns) = ((int)shape[^2], (int)shape[^1]);
            (double[] r, double[] c) = (kept("r"), kept("c"));
            for (int at = 0, stack = 0; at < p.Length; at += rows * columns, stack++)
            {
                double mean = 0;
                for (int i = 0; i < rows; i++)
                {
                    double square = Enumerable.Range(0, columns).Average(j => g[at + (i * columns) + j] * g[at + (i * columns) + j]);
                    r[(stack * rows) + i] += share * (square - r[(stack * rows) + i]);
                    mean += r[(stack * rows) + i] / rows;
                }

                for (int j = 0; j < columns; j++)
                {
                    double square = Enumerable.Range(0, rows).Average(i => g[at + (i * columns) + j] * g[at + (i * columns) + j]);
                    c[(stack * columns) + j] += share * (square - c[(stack * columns) + j]);
                }

                for (int i = 0; i < rows; i++)
                {
                    for (int j = 0; j < columns; j++)
                        squares[at + (i * columns) + j] = r[(stack * rows) + i] * c[(stack * columns) + j] / Math.Max(mean, 1e-6);
                }
            }
        }

        double[] u = [.. g.Select((value, i) => value / Math.Sqrt(Math.Max(squares[i], 1e-12)))];
        double longer = Math.Max(1, Norm(u) / Math.Sqrt(u.Length) / 0.7);
        for (int i = 0; i < p.Length; i++)
            p[i] = (p[i] * (1 - (0.05 * 0.1))) - (rate / longer * u[i]);
    });

    [Fact]
    public void Muon_follows_its_description() => Check(q => new Muon(q, 0.02, 0.1, 0.9), (p, g, kept, t, shape) =>
    {
        double[] step = new double[p.Length];
        if (shape.Length == 1)
        {
            (double[] m, double[] v) = (kept("m"), kept("v"));
            for (int i = 0; i < p.Length; i++)
            {
                m[i] = (0.9 * m[i]) + (0.1 * g[i]);
                v[i] = (0.95 * v[i]) + (0.05 * g[i] * g[i]);
                step[i] = m[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.95, t))) + 1e-10);
            }
        }
        else
        {
            double[] b = kept("b");
            for (int i = 0; i < p.Length; i++)
            {
                b[i] = (0.9 * b[i]) + (0.1 * g[i]);
                step[i] = (0.1 * g[i]) + (0.9 * b[i]);
            }

            (int rows, int columns) = ((int)shape[0], p.Length / (int)shape[0]);
            double norm = Norm(step);
            double[] x = [.. step.Select(value => value / norm)];
            for (int iteration = 0; iteration < 5; iteration++)
            {
                double[] square = Product(x, Transposed(x, rows, columns), rows, columns, rows);
                double[] fourth = Product(square, square, rows, rows, rows);
                double[] factor = [.. square.Select((value, i) => (-4.775 * value) + (2.0315 * fourth[i]))];
                double[] more = Product(factor, x, rows, rows, columns);
                x = [.. x.Select((value, i) => (3.4445 * value) + more[i])];
            }

            step = [.. x.Select(value => value * Math.Sqrt(Math.Max(1, rows / (double)columns)))];
        }

        for (int i = 0; i < p.Length; i++)
            p[i] = (p[i] * (1 - (0.02 * 0.1))) - (0.02 * step[i]);
    });

    [Fact]
    public void A_group_may_do_without_the_ratio_and_zeros_have_none()
    {
        Parameter zeros = new(Tensor.Zeros([2])), plain = new(Tensor.From(3f, 4f));
        Lars lars = new(0.1, momentum: 0, weightDecay: 0);
        lars.AddGroup([zeros]);
        lars.AddGroup([plain], settings => settings with { Adapt = false });
        zeros.Grad = plain.Grad = Tensor.From(1f, -1f);
        lars.Step();
        Assert.Equal([-0.1f, 0.1f], zeros.Value.ToArray<float>());
        Assert.Equal([2.9f, 4.1f], plain.Value.ToArray<float>());
    }

    // Twenty steps in float64 and float32; the run is resumed from its state after seven, with the same bits.
    static void Check(Func<IEnumerable<Parameter>, Optimizer> make, Rule rule, string? shown = null)
    {
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32])
        {
            double[][] expected = [.. Shapes.Select((shape, k) => Values(shape, k))];
            Dictionary<(int, string), double[]> kept = [];
            Parameter[] Start() => [.. Shapes.Select((shape, k) => new Parameter(Tensor.From<double>(Values(shape, k), shape).To(dtype)))];
            Parameter[] actual = Start(), resumed = Start();
            (Optimizer first, Optimizer second) = (make(actual), make(resumed));
            for (int t = 1; t <= 20; t++)
            {
                for (int k = 0; k < Shapes.Length; k++)
                {
                    double[] gradient = [.. Values(Shapes[k], 100 + (10 * t) + k)];
                    rule(expected[k], gradient, name => kept.TryGetValue((k, name), out double[]? values) ? values : kept[(k, name)] = new double[gradient.Length], t, Shapes[k]);
                    actual[k].Grad = resumed[k].Grad = Tensor.From<double>(gradient, Shapes[k]).To(dtype);
                }

                first.Step();
                if (t > 7)
                    second.Step();
                if (t != 7)
                    continue;
                for (int k = 0; k < Shapes.Length; k++)
                    resumed[k].Load(actual[k]);
                second.LoadStateDict(first.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.Clone()));
            }

            for (int k = 0; k < Shapes.Length; k++)
                Assert.Equal(actual[k].Value.ToArray<double>(), resumed[k].Value.ToArray<double>());
            using IDisposable? applied = shown is null ? null : ((IWeightAverage)first).Apply();
            for (int k = 0; k < Shapes.Length; k++)
            {
                double[] wanted = shown is null ? expected[k] : kept[(k, shown)], got = actual[k].Value.ToArray<double>();
                double scale = wanted.Max(Math.Abs), tolerance = dtype == DType.Float64 ? 1e-9 : 2e-5;
                for (int i = 0; i < wanted.Length; i++)
                    Assert.True(Math.Abs(wanted[i] - got[i]) <= tolerance * scale, $"{first.GetType().Name} {dtype} parameter {k}[{i}]: {got[i]}, expected {wanted[i]}");
            }
        }
    }

    static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    static double[] Transposed(double[] x, int rows, int columns)
    {
        double[] result = new double[x.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
                result[(j * rows) + i] = x[(i * columns) + j];
        }

        return result;
    }

    static double[] Product(double[] a, double[] b, int rows, int inner, int columns)
    {
        double[] result = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < inner; k++)
                    result[(i * columns) + j] += a[(i * inner) + k] * b[(k * columns) + j];
            }
        }

        return result;
    }

    static double[] Values(long[] shape, int seed)
    {
        System.Random random = new(seed);
        return [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => (double)(float)(random.NextDouble() - 0.4))];
    }
}
