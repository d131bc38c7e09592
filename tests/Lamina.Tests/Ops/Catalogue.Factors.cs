using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    // The inputs have large diagonals, so that conditions stay moderate; tolerances are of a matrix' largest element.
    static IEnumerable<OpCase> Factors =>
    [
        Factored("solve", x => Steady(x[0]).Solve(x[1]), x => Eliminated(Steady(x[0]), x[1]), [[3, 3], [3, 2]], [[2, 4, 4], [2, 4, 1]], [[1, 1], [1, 1]], [[3, 3], [2, 3, 2]], [[20, 20], [20, 17]], [[2, 0, 0], [2, 0, 3]], [[60, 60], [60, 5]]) with
        { HasSecondDerivative = true, BadShapes = [[[3, 3], [4, 2]], [[2, 3, 3], [3, 3, 2]]] },
        Factored("solve_vector", x => Steady(x[0]).Solve(x[1]), x => new Nd(Eliminated(Steady(x[0]), new Nd(x[1].Values, [x[1].Shape[0], 1])).Values, x[1].Shape), [[3, 3], [3]], [[9, 9], [9]]),
        Factored("solve_upper", x => Steady(x[0]).SolveTriangular(x[1], upper: true), x => Eliminated(Cut(Steady(x[0]), (i, j) => j >= i), x[1]), [[3, 3], [3, 2]], [[2, 5, 5], [2, 5, 1]]) with
        { Called = "SolveTriangular", HasSecondDerivative = true, BadShapes = [[[3, 2], [3, 2]]] },
        Factored("solve_lower", x => Steady(x[0]).SolveTriangular(x[1], upper: false), x => Eliminated(Cut(Steady(x[0]), (i, j) => j <= i), x[1]), [[3, 3], [3, 2]], [[5, 5], [5, 1]]),
        Factored("solve_unit", x => (x[0] * 0.3).SolveTriangular(x[1], upper: true, unitDiagonal: true), x => Eliminated(Unit(Cut(Nd.Map(x[0], v => 0.3 * v), (i, j) => j > i)), x[1]), [[3, 3], [3, 2]], [[4, 4], [4, 1]]),
        Factored("inverse", x => Steady(x[0]).Inverse(), x => Eliminated(Steady(x[0]), Unit(Nd.Zeros(x[0].Shape))), [[3, 3]], [[2, 4, 4]], [[1, 1]], [[30, 30]]) with { HasSecondDerivative = true },
        Factored("determinant", x => Steady(x[0]).Determinant(), x => ByMatrix(Steady(x[0]), [], m => [Volume(m)]), [[3, 3]], [[2, 2, 2]], [[1, 1]], [[2, 0, 0]], [[4, 4]]) with { HasSecondDerivative = true, BadShapes = [[[2, 3]], [[3]]] },
        Factored("log_determinant", x => Steady(x[0]).LogDeterminant().LogAbs, x => ByMatrix(Steady(x[0]), [], m => [Math.Log(Math.Abs(Volume(m)))]), [[3, 3]], [[2, 2, 2]], [[4, 4]]) with { HasSecondDerivative = true, BadShapes = [[[2, 3]]] },
        Factored("log_determinant_sign", x => (-Steady(x[0])).LogDeterminant().Sign, x => ByMatrix(Steady(x[0]), [], m => [m.GetLength(0) % 2 == 0 ? 1 : -1]), [[3, 3]], [[2, 2, 2]]) with { IsDifferentiable = false },
        Factored("cholesky", x => Positive(x[0]).Cholesky(), x => ByMatrix(Positive(x[0]), [x[0].Shape[^1], x[0].Shape[^1]], Rooted), [[3, 3]], [[2, 4, 4]], [[1, 1]], [[33, 33]]) with { HasSecondDerivative = true },
        Factored("cholesky_upper", x => Positive(x[0]).Cholesky(upper: true), x => ByMatrix(Positive(x[0]), [x[0].Shape[^1], x[0].Shape[^1]], m => Flat(Transposed(Square(Rooted(m))))), [[3, 3]]),

        // Of a matrix whose columns lean on the axes, the signs of R are LAPACK's: opposite to the first elements.
        Factored("qr_q", x => Steady(x[0]).Qr().Q, x => ByMatrix(Steady(x[0]), [x[0].Shape[^2], Math.Min(x[0].Shape[^2], x[0].Shape[^1])], m => Flat(Orthogonal(m).Q)), [[4, 3]], [[3, 3]], [[2, 2, 4]], [[1, 1]], [[30, 20]]) with { HasSecondDerivative = true, BadShapes = [[[3]]], Called = "Qr" },
        Factored("qr_r", x => Steady(x[0]).Qr().R, x => ByMatrix(Steady(x[0]), [Math.Min(x[0].Shape[^2], x[0].Shape[^1]), x[0].Shape[^1]], m => Flat(Orthogonal(m).R)), [[4, 3]], [[3, 3]], [[2, 2, 4]], [[1, 1]], [[20, 30]]) with { HasSecondDerivative = true },

        // Singular vectors have free signs, so what is checked is made of both. Against the sum of squares, whose eigenvalues Jacobi's method gives.
        Factored("svd_s", x => Steady(x[0]).Svd().S, x => ByMatrix(Steady(x[0]), [Math.Min(x[0].Shape[^2], x[0].Shape[^1])], Stretches), [[3, 3]], [[4, 2]], [[2, 2, 3]], [[1, 1]], [[9, 3]], [[20, 12]]) with { HasSecondDerivative = true, BadShapes = [[[3]]], Called = "Svd", Slack = 4 },
        Factored("svd_parts", x => Reassembled(Steady(x[0])), x => ByMatrix(Steady(x[0]), [x[0].Shape[^2], x[0].Shape[^1]], Flattened), [[3, 3]], [[4, 2]], [[2, 2, 3]], [[9, 3]], [[3, 9]]) with { Slack = 8 },
        Factored("singular_values", x => Steady(x[0]).SingularValues(), x => ByMatrix(Steady(x[0]), [Math.Min(x[0].Shape[^2], x[0].Shape[^1])], Stretches), [[3, 2]]) with { Slack = 4 },
        Factored("pseudo_inverse", x => Steady(x[0]).PseudoInverse(), x => LeastOf(Steady(x[0]), Unit(Nd.Zeros([x[0].Shape[0], x[0].Shape[0]]))), [[4, 3]], [[3, 3]], [[3, 5]], [[11, 4]]) with { HasSecondDerivative = true, Slack = 8, BadShapes = [[[3]]] },
        Factored("matrix_rank", x => Tensor.Concatenate([Steady(x[0]), Steady(x[0]) * 2], -1).MatrixRank(), x => ByMatrix(x[0], [], _ => [Math.Min(x[0].Shape[^1], x[0].Shape[^2])]), [[3, 2]], [[2, 3, 3]]) with { IsDifferentiable = false, DTypes = [DType.Float32, DType.Float64] },
        Factored("eigenvalues_symmetric", x => Mirrored(x[0]).EigenvaluesSymmetric(), x => ByMatrix(Mirrored(x[0]), [x[0].Shape[^1]], m => [.. Eigen(m).Values.Order()]), [[3, 3]], [[2, 4, 4]], [[1, 1]], [[2, 2]], [[25, 25]], [[2, 0, 0]]) with { HasSecondDerivative = true, Called = "EigenvaluesSymmetric", BadShapes = [[[3]]], Slack = 4 },
        Factored("eigen_symmetric_values", x => Mirrored(x[0]).EigenSymmetric().Values, x => ByMatrix(Mirrored(x[0]), [x[0].Shape[^1]], m => [.. Eigen(m).Values.Order()]), [[3, 3]], [[2, 4, 4]], [[1, 1]], [[2, 2]], [[25, 25]]) with { HasSecondDerivative = true, Called = "EigenSymmetric", BadShapes = [[[3]]], Slack = 4 },
        Factored("eigen_symmetric_vectors", x => Curved(Mirrored(x[0])), x => ByMatrix(Mirrored(x[0]), [x[0].Shape[^1], x[0].Shape[^1]], CurvedOf), [[3, 3]], [[2, 4, 4]], [[12, 12]]) with { HasSecondDerivative = true, Slack = 8 },
        Factored("trace", x => x[0].Trace(), x => ByMatrix(x[0], [], m => [Enumerable.Range(0, Math.Min(m.GetLength(0), m.GetLength(1))).Sum(i => m[i, i])]), [[3, 3]], [[2, 2, 4]]) with { BadShapes = [[[3]]] },
        Factored("matrix_power", x => (x[0] * 0.5).MatrixPower(5), x => Nd.Map(Powered(x[0], 5), v => v / 32), [[3, 3]], [[2, 2, 2]]) with { HasSecondDerivative = true, BadShapes = [[[2, 3]]] },
        Factored("matrix_power_inverse", x => Steady(x[0]).MatrixPower(-2), x => Eliminated(Powered(Steady(x[0]), 2), Unit(Nd.Zeros(x[0].Shape))), [[3, 3]]),
        Factored("matrix_power_0", x => x[0].MatrixPower(0) + (x[0] * 0), x => Unit(Nd.Zeros(x[0].Shape)), [[3, 3]], [[2, 2, 2]]),
        Factored("matrix_norm", x => x[0].MatrixNorm(), x => ByMatrix(x[0], [], m => [Math.Sqrt(Flat(m).Sum(v => v * v))]), [[2, 3]], [[2, 4, 2]]) with { BadShapes = [[[3]]] },
        Factored("matrix_norm_nuclear", x => Steady(x[0]).MatrixNorm(MatrixNormKind.Nuclear), x => ByMatrix(Steady(x[0]), [], m => [Stretches(m).Sum()]), [[2, 3]]),
        Factored("matrix_norm_spectral", x => Steady(x[0]).MatrixNorm(MatrixNormKind.Spectral), x => ByMatrix(Steady(x[0]), [], m => [Stretches(m).Max()]), [[2, 3]]),
        Factored("matrix_norm_one", x => x[0].MatrixNorm(MatrixNormKind.One), x => ByMatrix(x[0], [], m => [Enumerable.Range(0, m.GetLength(1)).Max(j => Enumerable.Range(0, m.GetLength(0)).Sum(i => Math.Abs(m[i, j])))]), [[2, 3]]),
        Factored("matrix_norm_infinity", x => x[0].MatrixNorm(MatrixNormKind.Infinity), x => ByMatrix(x[0], [], m => [Enumerable.Range(0, m.GetLength(0)).Max(i => Enumerable.Range(0, m.GetLength(1)).Sum(j => Math.Abs(m[i, j])))]), [[2, 3]]),
        Factored("least_squares", x => Steady(x[0]).LeastSquares(x[1]), x => LeastOf(Steady(x[0]), x[1]), [[4, 3], [4, 2]], [[3, 3], [3, 1]], [[3, 5], [3, 2]]) with { HasSecondDerivative = true, Slack = 8, BadShapes = [[[4, 3], [3, 2]]] },
        Factored("kron", x => x[0].Kron(x[1]), x => Gathered(x[0], [x[0].Shape[0] * x[1].Shape[0], x[0].Shape[1] * x[1].Shape[1]], i => [i[0] / x[1].Shape[0], i[1] / x[1].Shape[1]]) is var a ? Nd.Zip(a, Gathered(x[1], a.Shape, i => [i[0] % x[1].Shape[0], i[1] % x[1].Shape[1]]), (p, q) => p * q) : a, [[2, 3], [3, 2]]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 3], [2]]] },
        Factored("cross", x => x[0].Cross(x[1]), x => Nd.Zip(Nd.Zip(Gathered(x[0], x[0].Shape, i => [i[0], (i[1] + 1) % 3]), Gathered(x[1], x[0].Shape, i => [i[0], (i[1] + 2) % 3]), (a, b) => a * b), Nd.Zip(Gathered(x[0], x[0].Shape, i => [i[0], (i[1] + 2) % 3]), Gathered(x[1], x[0].Shape, i => [i[0], (i[1] + 1) % 3]), (a, b) => a * b), (p, q) => p - q), [[2, 3], [2, 3]]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 2], [2, 2]]] },
    ];

    static OpCase Factored(string name, Func<Tensor[], Tensor> run, Func<Nd[], Nd> reference, params Shape[][] shapes) =>
        OpCase.General(name, run, reference, shapes) with { DTypes = [DType.Float32, DType.Float64], Ranges = [(-1, 1)], Slack = 2 };

    // A diagonal that differs from place to place, plus the matrix: well conditioned, and without equal values.
    static Tensor Steady(Tensor x)
    {
        if (x.Rank < 2)
            return x;
        long rows = x.Shape[^2], columns = x.Shape[^1];
        double[] ridge = new double[rows * columns];
        for (long i = 0; i < Math.Min(rows, columns); i++)
            ridge[(i * columns) + i] = 2 + rows + (1.5 * i);
        return x + Tensor.From<double>(ridge, [rows, columns]).To(x.DType);
    }

    static Nd Steady(Nd x)
    {
        Nd result = new([.. x.Values], x.Shape);
        foreach (long[] index in x.Indices().Where(i => i[^1] == i[^2]))
            result[index] += 2 + x.Shape[^2] + (1.5 * index[^1]);
        return result;
    }

    static Tensor Positive(Tensor x) => Steady(x.MatMul(x.T));

    static Nd Positive(Nd x) => Steady(MatMul(x, Flipped(x)));

    static Tensor Mirrored(Tensor x) => x.Rank < 2 ? x : Steady(x + x.T);

    static Nd Mirrored(Nd x) => Steady(Nd.Zip(x, Flipped(x), (a, b) => a + b));

    // A function of a symmetric matrix through its eigenvectors, and of any through its singular vectors: signs cancel.
    static Tensor Curved(Tensor a)
    {
        (Tensor values, Tensor vectors) = a.EigenSymmetric();
        return (vectors * (values * 0.3).Sin().Unsqueeze(-2)).MatMul(vectors.T);
    }

    static double[] CurvedOf(double[,] m)
    {
        (double[] values, double[,] vectors) = Eigen(m);
        return Spanned(vectors, [.. values.Select(v => Math.Sin(0.3 * v))], vectors);
    }

    static Tensor Reassembled(Tensor a)
    {
        (Tensor u, Tensor s, Tensor vt) = a.Svd();
        return (u * (s * 0.3).Sin().Unsqueeze(-2)).MatMul(vt);
    }

    // A (AᵀA)^(−½) sin(0.3 (AᵀA)^½).
    static double[] Flattened(double[,] m)
    {
        int rows = m.GetLength(0), columns = m.GetLength(1);
        if (rows < columns)
            return Flat(Transposed(Reshaped(Flattened(Transposed(m)), columns, rows)));
        (double[] values, double[,] vectors) = Eigen(Times(Transposed(m), m));
        return Flat(Times(m, Reshaped(Spanned(vectors, [.. values.Select(v => Math.Sin(0.3 * Math.Sqrt(v)) / Math.Sqrt(v))], vectors), columns, columns)));
    }

    static double[] Stretches(double[,] m)
    {
        double[,] small = m.GetLength(0) < m.GetLength(1) ? Times(m, Transposed(m)) : Times(Transposed(m), m);
        return [.. Eigen(small).Values.OrderDescending().Select(Math.Sqrt)];
    }

    static double[] Spanned(double[,] left, double[] middle, double[,] right)
    {
        int n = middle.Length;
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                    result[(i * n) + j] += left[i, k] * middle[k] * right[j, k];
            }
        }

        return result;
    }

    // Jacobi's rotations, until nothing is left beside the diagonal.
    static (double[] Values, double[,] Vectors) Eigen(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone(), v = new double[n, n];
        for (int i = 0; i < n; i++)
            v[i, i] = 1;
        for (int sweep = 0; sweep < 30; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (a[p, q] == 0)
                        continue;
                    double angle = 0.5 * Math.Atan2(2 * a[p, q], a[q, q] - a[p, p]), c = Math.Cos(angle), s = Math.Sin(angle);
                    for (int k = 0; k < n; k++)
                        (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
                    for (int k = 0; k < n; k++)
                        (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
                    for (int k = 0; k < n; k++)
                        (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
                }
            }
        }

        return ([.. Enumerable.Range(0, n).Select(i => a[i, i])], v);
    }

    // Gram and Schmidt, twice each; R's diagonal has the sign opposite to that of a column's first remaining element.
    static (double[,] Q, double[,] R) Orthogonal(double[,] a)
    {
        int m = a.GetLength(0), n = a.GetLength(1), k = Math.Min(m, n);
        double[,] q = new double[m, k];
        for (int j = 0; j < k; j++)
        {
            double[] column = [.. Enumerable.Range(0, m).Select(i => a[i, j])];
            for (int pass = 0; pass < 2; pass++)
            {
                for (int p = 0; p < j; p++)
                {
                    double dot = Enumerable.Range(0, m).Sum(i => q[i, p] * column[i]);
                    for (int i = 0; i < m; i++)
                        column[i] -= dot * q[i, p];
                }
            }

            // What is left of a square matrix' last column is one number, which is not reflected; of these matrices it is positive.
            double length = Math.Sqrt(column.Sum(v => v * v)) * (j == m - 1 ? 1 : -1);
            for (int i = 0; i < m; i++)
                q[i, j] = column[i] / length;
        }

        return (q, Times(Transposed(q), a) is var r ? Upper(r) : r);
    }

    static double[,] Upper(double[,] r)
    {
        for (int i = 0; i < r.GetLength(0); i++)
        {
            for (int j = 0; j < Math.Min(i, r.GetLength(1)); j++)
                r[i, j] = 0;
        }

        return r;
    }

    static double[] Rooted(double[,] a)
    {
        int n = a.GetLength(0);
        double[,] l = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double rest = a[i, j] - Enumerable.Range(0, j).Sum(k => l[i, k] * l[j, k]);
                l[i, j] = i == j ? Math.Sqrt(rest) : rest / l[j, j];
            }
        }

        return Flat(l);
    }

    // Laplace's expansion.
    static double Volume(double[,] m)
    {
        int n = m.GetLength(0);
        if (n == 0)
            return 1;
        double sum = 0;
        for (int j = 0; j < n; j++)
        {
            double[,] minor = new double[n - 1, n - 1];
            for (int r = 1; r < n; r++)
            {
                for (int c = 0; c < n - 1; c++)
                    minor[r - 1, c] = m[r, c < j ? c : c + 1];
            }

            sum += (j % 2 == 0 ? 1 : -1) * m[0, j] * Volume(minor);
        }

        return sum;
    }

    // Gauss and Jordan, for systems that need no exchanges: their diagonals are large.
    static Nd Eliminated(Nd a, Nd b)
    {
        Shape batch = Shape.Broadcast(a.Shape[..^2], b.Shape[..^2])!.Value;
        long n = a.Shape[^1], columns = b.Shape[^1];
        Nd result = Nd.Zeros([.. batch, n, columns]);
        foreach (long[] at in Nd.Zeros(batch).Indices())
        {
            double[,] left = MatrixAt(a, a.Clip([.. at, 0, 0])[..^2]), right = MatrixAt(b, b.Clip([.. at, 0, 0])[..^2]);
            for (int k = 0; k < n; k++)
            {
                for (int i = 0; i < n; i++)
                {
                    double factor = i == k ? 0 : left[i, k] / left[k, k];
                    for (int j = 0; j < n; j++)
                        left[i, j] -= factor * left[k, j];
                    for (int j = 0; j < columns; j++)
                        right[i, j] -= factor * right[k, j];
                }
            }

            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < columns; j++)
                    result[[.. at, i, j]] = right[i, j] / left[i, i];
            }
        }

        return result;
    }

    // By the normal equations.
    static Nd LeastOf(Nd a, Nd b) => a.Shape[^2] >= a.Shape[^1]
        ? Eliminated(MatMul(Flipped(a), a), MatMul(Flipped(a), b))
        : MatMul(Flipped(a), Eliminated(MatMul(a, Flipped(a)), b));

    static Nd Powered(Nd x, int exponent) => exponent == 1 ? x : MatMul(Powered(x, exponent - 1), x);

    static Nd Cut(Nd x, Func<long, long, bool> keep)
    {
        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] index in x.Indices().Where(i => keep(i[^2], i[^1])))
            result[index] = x[index];
        return result;
    }

    static Nd Unit(Nd x)
    {
        Nd result = new([.. x.Values], x.Shape);
        foreach (long[] index in x.Indices().Where(i => i[^2] == i[^1]))
            result[index] = 1;
        return result;
    }

    static Nd Flipped(Nd x) => Gathered(x, [.. x.Shape[..^2], x.Shape[^1], x.Shape[^2]], i => [.. i[..^2], i[^1], i[^2]]);

    /// <summary>Every matrix of the last two axes replaced by what a function makes of it.</summary>
    static Nd ByMatrix(Nd x, Shape sizes, Func<double[,], double[]> f)
    {
        Shape batch = x.Shape[..^2];
        List<double> values = [];
        foreach (long[] at in Nd.Zeros(batch).Indices())
            values.AddRange(f(MatrixAt(x, at)));
        return new Nd([.. values], [.. batch, .. sizes]);
    }

    static double[,] MatrixAt(Nd x, long[] at)
    {
        double[,] m = new double[x.Shape[^2], x.Shape[^1]];
        for (long i = 0; i < m.GetLength(0); i++)
        {
            for (long j = 0; j < m.GetLength(1); j++)
                m[i, j] = x[[.. at, i, j]];
        }

        return m;
    }

    static double[,] Reshaped(double[] values, int rows, int columns)
    {
        double[,] m = new double[rows, columns];
        Buffer.BlockCopy(values, 0, m, 0, values.Length * sizeof(double));
        return m;
    }

    static double[,] Square(double[] values) => Reshaped(values, (int)Math.Sqrt(values.Length), (int)Math.Sqrt(values.Length));

    static double[] Flat(double[,] m) => [.. m.Cast<double>()];

    static double[,] Transposed(double[,] m)
    {
        double[,] t = new double[m.GetLength(1), m.GetLength(0)];
        for (int i = 0; i < m.GetLength(0); i++)
        {
            for (int j = 0; j < m.GetLength(1); j++)
                t[j, i] = m[i, j];
        }

        return t;
    }

    static double[,] Times(double[,] a, double[,] b)
    {
        double[,] c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < b.GetLength(1); j++)
            {
                for (int k = 0; k < b.GetLength(0); k++)
                    c[i, j] += a[i, k] * b[k, j];
            }
        }

        return c;
    }
}
