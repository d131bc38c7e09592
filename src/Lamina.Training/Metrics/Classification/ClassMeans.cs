namespace Lamina.Training;

/// <summary>Brings scores of single classes together.</summary>
internal static class ClassMeans
{
    /// <summary>The plain or weighted mean of what is a number, or all of them. NaN stands for a class that has no score.</summary>
    public static Tensor Of(ClassAverage average, double[] scores, double[] weights)
    {
        if (average == ClassAverage.PerClass)
            return Tensor.From(scores);
        double sum = 0, total = 0;
        for (int k = 0; k < scores.Length; k++)
        {
            if (double.IsNaN(scores[k]))
                continue;
            double weight = average == ClassAverage.Weighted ? weights[k] : 1;
            (sum, total) = (sum + (weight * scores[k]), total + weight);
        }

        return Tensor.From<double>([sum / total], []);
    }
}
