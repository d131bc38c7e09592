namespace Lamina.Plots;

/// <summary>t-distributed stochastic neighbour embedding: places in the plane whose neighbours are the neighbours among many features.</summary>
/// <remarks>
/// Exact, with all pairs: time and memory grow with the square of the number of examples, and 2,000 are a sensible most. Distances between groups
/// far apart mean little.
/// <para><b>Source</b>: van der Maaten and Hinton, Visualizing Data using t-SNE (2008). The first places are those of <see cref="PrincipalComponents"/>, so equal data give equal pictures.</para>
/// </remarks>
public static class Tsne
{
    const double Exaggeration = 12;
    const int ExaggeratedSteps = 250;

    /// <summary>Places in the plane.</summary>
    /// <param name="points">[examples, features], four examples or more, two features or more.</param>
    /// <param name="perplexity">About how many neighbours count, below the number of examples; 30 unless told otherwise, less for few examples.</param>
    /// <param name="steps">Steps of gradient descent, of which the first 250 exaggerate attraction twelvefold.</param>
    /// <returns>[examples, 2] in float64.</returns>
    /// <exception cref="ShapeException">The points have another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The perplexity is not between 1 and the number of examples, or there is no step.</exception>
    public static Tensor Project(Tensor points, double? perplexity = null, int steps = 1000)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Rank != 2 || points.Shape[0] < 4 || points.Shape[1] < 2)
            throw new ShapeException($"Tsne takes four points of two features or more, [examples, features]; got {points.Shape}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        int count = (int)points.Shape[0];
        double neighbours = perplexity ?? Math.Min(30, (count - 1) / 3.0);
        if (!(neighbours >= 1 && neighbours < count))
            throw new ArgumentOutOfRangeException(nameof(perplexity), perplexity, $"The perplexity is at least 1 and below the number of examples, {count}.");

        double[] affinities = Affinities(Distances(points.To(DType.Float64).ToArray<double>(), count), count, neighbours);
        double[] places = Start(points);
        Descend(places, affinities, count, steps);
        return Tensor.From(places).Reshape(count, 2);
    }

    // The least entropy that tells neighbours from strangers: for each example a width of its bell by bisection, then both ways of each pair.
    internal static double[] Affinities(double[] squares, int count, double perplexity)
    {
        double[] shares = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            Span<double> row = shares.AsSpan(i * count, count);
            ReadOnlySpan<double> distances = squares.AsSpan(i * count, count);
            double nearest = double.PositiveInfinity;
            for (int j = 0; j < count; j++)
                nearest = j == i ? nearest : Math.Min(nearest, distances[j]);
            double beta = 1, low = 0, high = double.PositiveInfinity;
            for (int attempt = 0; attempt < 64; attempt++)
            {
                double gap = Entropy(row, distances, i, nearest, beta) - Math.Log(perplexity);
                if (Math.Abs(gap) < 1e-6)
                    break;
                (low, high) = gap > 0 ? (beta, high) : (low, beta);
                beta = double.IsInfinity(high) ? beta * 2 : (low + high) / 2;
            }
        }

        double[] joint = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
                joint[(i * count) + j] = Math.Max((shares[(i * count) + j] + shares[(j * count) + i]) / (2.0 * count), 1e-12);
        }

        return joint;
    }

    static double Entropy(Span<double> row, ReadOnlySpan<double> distances, int self, double nearest, double beta)
    {
        double sum = 0, weighted = 0;
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j == self ? 0 : Math.Exp(-beta * (distances[j] - nearest));
            sum += row[j];
            weighted += row[j] * (distances[j] - nearest);
        }

        for (int j = 0; j < row.Length; j++)
            row[j] /= sum;
        return Math.Log(sum) + (beta * weighted / sum);
    }

    static double[] Distances(double[] points, int count)
    {
        int features = points.Length / count;
        double[] squares = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double sum = 0;
                for (int k = 0; k < features; k++)
                    sum += (points[(i * features) + k] - points[(j * features) + k]) * (points[(i * features) + k] - points[(j * features) + k]);
                squares[(i * count) + j] = squares[(j * count) + i] = sum;
            }
        }

        return squares;
    }

    // Small, so that everything is everybody's neighbour at first.
    static double[] Start(Tensor points)
    {
        double[] places = PrincipalComponents.Project(points).ToArray<double>();
        double square = 0;
        for (int i = 0; i < places.Length; i += 2)
            square += places[i] * places[i];
        double scale = square > 0 ? 1e-4 / Math.Sqrt(square / (places.Length / 2)) : 0;
        for (int i = 0; i < places.Length; i++)
            places[i] = (places[i] * scale) + (1e-9 * (i % 7)); // Examples that are equal need a push apart.
        return places;
    }

    static void Descend(double[] places, double[] affinities, int count, int steps)
    {
        double rate = Math.Max(count / Exaggeration / 4, 50);
        double[] kernel = new double[count * count], gradient = new double[places.Length], speed = new double[places.Length], gains = new double[places.Length];
        Array.Fill(gains, 1);
        for (int step = 0; step < steps; step++)
        {
            Gradient(places, affinities, step < ExaggeratedSteps ? Exaggeration : 1, kernel, gradient);
            double momentum = step < ExaggeratedSteps ? 0.5 : 0.8;
            for (int i = 0; i < places.Length; i++)
            {
                gains[i] = Math.Max(0.01, gradient[i] > 0 == speed[i] > 0 ? gains[i] * 0.8 : gains[i] + 0.2);
                speed[i] = (momentum * speed[i]) - (rate * gains[i] * gradient[i]);
                places[i] += speed[i];
            }
        }
    }

    // 4 Σⱼ (e·pᵢⱼ − qᵢⱼ) (yᵢ − yⱼ) / (1 + |yᵢ − yⱼ|²), with q the shares of 1 / (1 + |yᵢ − yⱼ|²).
    internal static void Gradient(double[] places, double[] affinities, double exaggeration, double[] kernel, double[] gradient)
    {
        int count = places.Length / 2;
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double dx = places[2 * i] - places[2 * j], dy = places[(2 * i) + 1] - places[(2 * j) + 1];
                double value = 1 / (1 + (dx * dx) + (dy * dy));
                kernel[(i * count) + j] = value;
                sum += 2 * value;
            }
        }

        Array.Clear(gradient);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double value = kernel[(i * count) + j];
                double pull = 4 * ((exaggeration * affinities[(i * count) + j]) - (value / sum)) * value;
                double dx = pull * (places[2 * i] - places[2 * j]), dy = pull * (places[(2 * i) + 1] - places[(2 * j) + 1]);
                gradient[2 * i] += dx;
                gradient[(2 * i) + 1] += dy;
                gradient[2 * j] -= dx;
                gradient[(2 * j) + 1] -= dy;
            }
        }
    }
}
