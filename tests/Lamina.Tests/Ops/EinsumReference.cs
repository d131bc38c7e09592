using Lamina.TestKit;

namespace Lamina.Tests.Ops;

/// <summary>Einstein's summation by its definition: one loop over every value of every label.</summary>
static class EinsumReference
{
    public static Nd Compute(string equation, Nd[] operands)
    {
        string[] sides = equation.Split("->");
        int dots = sides[0].Split(',').Select((term, i) => term.Contains('.', StringComparison.Ordinal) ? operands[i].Shape.Rank - (term.Length - 3) : 0).Max();

        // Digits stand for the axes of the dots, aligned at the last.
        string[] terms = [.. sides[0].Split(',').Select((term, i) => term.Replace("...", "0123456789"[..dots][^(term.Contains('.', StringComparison.Ordinal) ? operands[i].Shape.Rank - (term.Length - 3) : 0)..], StringComparison.Ordinal))];
        string all = string.Concat(terms);
        string result = sides.Length == 2
            ? sides[1].Replace("...", "0123456789"[..dots], StringComparison.Ordinal)
            : string.Concat(all.Distinct().Where(c => char.IsDigit(c) || all.Count(o => o == c) == 1).Order());
        string labels = string.Concat(result, string.Concat(all.Distinct().Except(result)));
        long Size(char label) => terms.SelectMany((term, i) => term.Select((c, axis) => c == label ? operands[i].Shape[axis] : 1)).Max();
        Nd sum = Nd.Zeros([.. result.Select(Size)]);
        foreach (long[] index in Nd.Zeros([.. labels.Select(Size)]).Indices())
        {
            double product = 1;
            for (int i = 0; i < operands.Length; i++)
                product *= operands[i][operands[i].Clip([.. terms[i].Select(label => index[labels.IndexOf(label, StringComparison.Ordinal)])])];
            sum[index[..result.Length]] += product;
        }

        return sum;
    }
}
