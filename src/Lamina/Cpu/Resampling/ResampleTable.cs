using System.Numerics;
using Lamina.Ops;

namespace Lamina.Cpu.Resampling;

/// <summary>The weights along one axis by their targets: those of target i are number Starts[i] to Starts[i + 1] − 1.</summary>
internal readonly unsafe struct ResampleTable
{
    ResampleTable(long sources, long targets, bool isIdentity, bool isSelection, int* starts, int* places, void* weights)
    {
        (Sources, Targets, IsIdentity, IsSelection) = (sources, targets, isIdentity, isSelection);
        Starts = starts;
        Places = places;
        Weights = weights;
    }

    public long Sources { get; }

    public long Targets { get; }

    public bool IsIdentity { get; }

    /// <summary>Whether each target is one source.</summary>
    public bool IsSelection { get; }

    public int* Starts { get; }

    /// <summary>Which source a weight belongs to.</summary>
    public int* Places { get; }

    /// <summary>Of the kernel's element type.</summary>
    public void* Weights { get; }

    /// <summary>Memory for a table of any element type, to either side.</summary>
    public static long Bytes(ResampleAxis axis) => (((Math.Max(axis.Inputs, axis.Outputs) + 2) * sizeof(int)) + (axis.Outputs * axis.MostTerms * (sizeof(int) + sizeof(double))) + 127) & ~63L;

    /// <summary>Fills a table.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="transposed">True if inputs are the targets.</param>
    /// <param name="memory">As many bytes as <see cref="Bytes"/> says, aligned to 8.</param>
    public static ResampleTable Make<T>(ResampleAxis axis, bool transposed, nint memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isIdentity = axis.IsIdentity;
        if (isIdentity)
            axis = new ResampleAxis(axis.Inputs, axis.Outputs, 1, InterpolationMode.Nearest);
        long terms = axis.Outputs * axis.MostTerms;
        T* weights = (T*)memory;
        int* places = (int*)(weights + terms), starts = places + terms;
        (long sources, long targets) = transposed ? (axis.Outputs, axis.Inputs) : (axis.Inputs, axis.Outputs);
        new Span<int>(starts, checked((int)targets + 2)).Clear();
        double* scratch = (double*)Scratch.Get(ScratchSlot.Kernel1, axis.MostTerms * (sizeof(double) + sizeof(int)));
        Span<double> values = new(scratch, axis.MostTerms);
        Span<int> here = new(scratch + axis.MostTerms, axis.MostTerms);

        // Counted two places on and summed, each start is one place on: filling moves it to its own.
        for (long i = 0; i < axis.Outputs; i++)
        {
            int count = axis.Terms(i, here, values);
            for (int t = 0; t < count; t++)
                starts[(transposed ? here[t] : i) + 2]++;
        }

        for (long i = 2; i < targets + 2; i++)
            starts[i] += starts[i - 1];
        for (long i = 0; i < axis.Outputs; i++)
        {
            int count = axis.Terms(i, here, values);
            for (int t = 0; t < count; t++)
            {
                int at = starts[(transposed ? here[t] : i) + 1]++;
                (places[at], weights[at]) = ((int)(transposed ? i : here[t]), T.CreateTruncating(values[t]));
            }
        }

        return new ResampleTable(sources, targets, isIdentity, axis.MostTerms == 1 && !transposed, starts, places, weights);
    }
}
