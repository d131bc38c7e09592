using System.Globalization;
using System.Text;
using Lamina.Data;
using Lamina.Formats;
using Lamina.Plots;

namespace Lamina.Recipes.Tables;

/// <summary>The numbers and files that sum up diagnoses.</summary>
internal static class DiagnosisReport
{
    const string Diagnoses = "diagnoses.csv", Roc = "roc.svg", Calibration = "calibration.svg";

    /// <summary>The files in a run's folder.</summary>
    public static IReadOnlyList<string> Files { get; } = [Diagnoses, Roc, Calibration];

    /// <summary>The probability that a malignant sample is judged above a benign one; of equal judgements half.</summary>
    public static double Auroc(IReadOnlyCollection<Diagnosis> diagnoses)
    {
        double[] malignant = Probabilities(diagnoses, true), benign = Probabilities(diagnoses, false);
        return malignant.Average(high => benign.Average(low => high > low ? 1 : high == low ? 0.5 : 0));
    }

    /// <summary>The share of malignant samples above the least threshold that leaves at least so many of the benign ones below or at it.</summary>
    public static double Sensitivity(IReadOnlyCollection<Diagnosis> diagnoses, double specificity)
    {
        double[] benign = [.. Probabilities(diagnoses, false).Order()];
        double threshold = benign[(int)Math.Ceiling(specificity * benign.Length) - 1];
        return Probabilities(diagnoses, true).Average(probability => probability > threshold ? 1.0 : 0);
    }

    public static void Write(RunFolder folder, IReadOnlyList<Diagnosis> diagnoses)
    {
        StringBuilder lines = new("malignant,probability,logit_above_the_mean_sample");
        foreach (string column in BreastCancer.Columns)
            lines.Append(CultureInfo.InvariantCulture, $",contribution of {column}");
        lines.Append('\n');
        foreach (Diagnosis each in diagnoses)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{(each.IsMalignant ? 1 : 0)},{each.Probability:R},{each.Difference:R}");
            foreach (float contribution in each.Contributions)
                lines.Append(CultureInfo.InvariantCulture, $",{contribution:R}");
            lines.Append('\n');
        }

        AtomicFile.Write(Path.Combine(folder.Path, Diagnoses), stream => stream.Write(Encoding.UTF8.GetBytes(lines.ToString())));
        double[] probabilities = [.. diagnoses.Select(each => each.Probability)];
        bool[] truth = [.. diagnoses.Select(each => each.IsMalignant)];
        Charts.Roc(probabilities, truth, title: "Malignant or benign, ten parts").Save(Path.Combine(folder.Path, Roc));
        Charts.Calibration(probabilities, truth, title: "Malignant or benign, ten parts").Save(Path.Combine(folder.Path, Calibration));
    }

    static double[] Probabilities(IEnumerable<Diagnosis> diagnoses, bool areMalignant) =>
        [.. diagnoses.Where(each => each.IsMalignant == areMalignant).Select(each => each.Probability)];
}
