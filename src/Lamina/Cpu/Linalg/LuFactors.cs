using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>P A = L U by elimination with the largest pivot of each column, in place; and what follows from it.</summary>
internal static unsafe class LuFactors<L>
    where L : struct, IVectorLane<L, double>
{
    /// <summary>Factors a [n, n] matrix; the sign is that of the permutation. A pivot of 0 is left, and its column not eliminated.</summary>
    public static double Factor(double* a, long* order, long n)
    {
        double sign = 1;
        for (long i = 0; i < n; i++)
            order[i] = i;
        for (long k = 0; k < n; k++)
        {
            long pivot = k;
            for (long i = k + 1; i < n; i++)
            {
                if (Math.Abs(a[(i * n) + k]) > Math.Abs(a[(pivot * n) + k]))
                    pivot = i;
            }

            if (pivot != k)
            {
                Vectors<L>.Exchange(a + (k * n), a + (pivot * n), n);
                (order[k], order[pivot]) = (order[pivot], order[k]);
                sign = -sign;
            }

            double top = a[(k * n) + k];
            for (long i = k + 1; i < n && top != 0; i++)
            {
                double factor = a[(i * n) + k] /= top;
                if (factor != 0)
                    Vectors<L>.AddScaled(a + (i * n) + k + 1, a + (k * n) + k + 1, -factor, n - k - 1);
            }
        }

        return sign;
    }

    /// <summary>Solves T X = B in place for a triangular T [n, n] and B [n, columns].</summary>
    public static void Substitute(double* t, double* b, long n, long columns, bool upper, bool unit)
    {
        for (long step = 0; step < n; step++)
        {
            long i = upper ? n - 1 - step : step, from = upper ? i + 1 : 0, count = upper ? n - 1 - i : i;
            double* row = t + (i * n), x = b + (i * columns);
            if (columns == 1)
            {
                x[0] -= Vectors<L>.Dot(row + from, b + from, count);
            }
            else
            {
                for (long j = from; j < from + count; j++)
                    Vectors<L>.AddScaled(x, b + (j * columns), -row[j], columns);
            }

            if (unit)
                continue;
            for (long c = 0; c < columns; c++)
                x[c] /= row[i];
        }
    }
}
