using Lamina.Cpu.Elementwise;
using Lamina.Cpu.Random;

namespace Lamina.Ops;

internal sealed unsafe partial record Multinomial
{
    protected internal override void Compute(KernelCall call)
    {
        Operand weights = call.Inputs[0];
        long classes = weights.Shape[^1], rows = Rows(weights.Shape), blocks = BlocksPerRow(weights.Shape);
        double* row = (double*)call.Workspace;
        long* order = (long*)(row + classes);
        RandomKey key = RandomKey.Of(call);
        for (long r = 0; r < rows && Samples > 0; r++)
        {
            Casts.ToTile((byte*)weights.Address + (r * classes * weights.DType.Size()), weights.DType, row, classes);
            Check(row, classes, r, weights.Shape);
            long* samples = (long*)call.Outputs[0].Address + (r * Samples);
            if (Replacement)
                WithReplacement(key, (ulong)(r * blocks), row, classes, samples);
            else
                WithoutReplacement(key, (ulong)(r * blocks), row, classes, order, samples);
        }
    }

    void Check(double* weights, long classes, long row, Shape shape)
    {
        long positive = 0;
        for (long i = 0; i < classes; i++)
        {
            if (!(weights[i] >= 0) || !double.IsFinite(weights[i]))
                throw new NumericException($"{Name}: weight {i} of row {row} ({shape}) is {weights[i]}; weights are 0 or more and finite.");
            positive += weights[i] > 0 ? 1 : 0;
        }

        if (positive < (Replacement ? 1 : Samples))
            throw new NumericException($"{Name}: only {positive} weights of row {row} ({shape}) are above 0; {(Replacement ? 1 : Samples)} are needed.");
    }

    void WithReplacement(in RandomKey key, ulong block, double* weights, long classes, long* samples)
    {
        for (long i = 1; i < classes; i++)
            weights[i] += weights[i - 1];
        Span<double> sums = new(weights, checked((int)classes));
        for (long i = 0; i < Samples; i++)
        {
            // The first class whose sum lies above the number: one of weight 0 is never that.
            double drawn = Unit(key, block, i) * sums[^1];
            int low = 0, high = sums.Length - 1;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (sums[middle] > drawn)
                    high = middle;
                else
                    low = middle + 1;
            }

            // Rounding may carry the number to the very sum; the last class of weight above 0 has it then.
            while (low > 0 && sums[low] == sums[low - 1])
                low--;
            samples[i] = low;
        }
    }

    // Each class waits an exponential time with its weight as rate; those that come first are drawn.
    void WithoutReplacement(in RandomKey key, ulong block, double* weights, long classes, long* order, long* samples)
    {
        for (long i = 0; i < classes; i++)
        {
            order[i] = i;
            weights[i] = weights[i] == 0 ? double.PositiveInfinity : -Math.Log(1 - Unit(key, block, i)) / weights[i];
        }

        new Span<double>(weights, checked((int)classes)).Sort(new Span<long>(order, (int)classes));
        new Span<long>(order, (int)Samples).CopyTo(new Span<long>(samples, (int)Samples));
    }

    static double Unit(in RandomKey key, ulong block, long i)
    {
        uint* words = stackalloc uint[4];
        RandomWords.Fill(key, block + (ulong)(i / 2), words, 1);
        return Philox.ToUnitDouble(words[2 * (i % 2)], words[(2 * (i % 2)) + 1]);
    }
}
