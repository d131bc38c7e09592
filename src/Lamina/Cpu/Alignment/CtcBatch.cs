using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Alignment;

/// <summary>The operands that CTC's kernels have in common: logarithms [steps, samples, classes], targets, and lengths.</summary>
internal readonly unsafe struct CtcBatch
{
    readonly byte* _logarithms;
    readonly long* _targets, _inputLengths, _targetLengths;
    readonly bool _isWide;
    readonly long _longest;

    public CtcBatch(KernelCall call, long blank)
    {
        Operand logarithms = call.Inputs[0];
        _logarithms = (byte*)logarithms.Address;
        _targets = (long*)call.Inputs[1].Address;
        _inputLengths = (long*)call.Inputs[2].Address;
        _targetLengths = (long*)call.Inputs[3].Address;
        _isWide = logarithms.DType == DType.Float64;
        (Steps, Samples, Classes) = (logarithms.Shape[0], logarithms.Shape[1], logarithms.Shape[2]);
        _longest = call.Inputs[1].Shape[1];
        Blank = blank;
        Row = Ctc.RowOf(_longest);
    }

    public long Steps { get; }

    public long Samples { get; }

    public long Classes { get; }

    public long Blank { get; }

    /// <summary>Length of a row of states.</summary>
    public long Row { get; }

    /// <summary>Steps of a sample, and its states; what is out of range is told.</summary>
    public (long Steps, long States) SizesOf(long sample)
    {
        long steps = _inputLengths[sample], length = _targetLengths[sample];
        if (steps < 0 || steps > Steps)
            throw new IndexException($"ctc: the input of sample {sample} has length {steps}, but there are {Steps} steps. Lengths count the steps that are the sample's own.");
        if (length < 0 || length > _longest)
            throw new IndexException($"ctc: the target of sample {sample} has length {length}, but targets have {_longest} places.");
        for (long i = 0; i < length; i++)
        {
            long label = _targets[(sample * _longest) + i];
            if (label < 0 || label >= Classes || label == Blank)
                throw new IndexException($"ctc: label {i} of sample {sample} is {label}; labels run from 0 to {Classes - 1}, but for the blank, {Blank}. Correct the targets or their lengths.");
        }

        return (steps, (2 * length) + 1);
    }

    /// <summary>The class of a state: blanks stand at even places.</summary>
    public long ClassOf(long sample, long state) => (state & 1) == 0 ? Blank : _targets[(sample * _longest) + (state >> 1)];

    /// <summary>0 at states that a path may reach over the blank before them, −∞ elsewhere.</summary>
    public void Skips<T>(long sample, long states, T* row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (long s = 0; s < Row; s++)
            row[s] = s < states && (s & 1) == 1 && s > 1 && ClassOf(sample, s) != ClassOf(sample, s - 2) ? T.Zero : T.NegativeInfinity;
    }

    /// <summary>The logarithms of the states' classes at a step; −∞ behind the last state.</summary>
    public void Logarithms<T>(long sample, long step, long states, T* row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long first = ((step * Samples) + sample) * Classes;
        for (long s = 0; s < states; s++)
        {
            long at = first + ClassOf(sample, s);
            row[s] = T.CreateTruncating(_isWide ? ((double*)_logarithms)[at] : ((float*)_logarithms)[at]);
        }

        new Span<T>(row + states, (int)(Row - states)).Fill(T.NegativeInfinity);
    }

    /// <summary>ln(eᵃ + eᵇ + eᶜ), −∞ if all are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogSum<L>(L a, L b, L c)
        where L : struct, IRealLane<L>
    {
        L max = L.Max(a, L.Max(b, c));
        L least = L.Select(L.Equal(max, L.Constant(double.NegativeInfinity)), L.Constant(0), max);
        return L.Log(L.Exp(a - least) + L.Exp(b - least) + L.Exp(c - least)) + least;
    }

    /// <summary>ln of the sample's probability: of the paths that end in the last state or the one before. States have two places before the first.</summary>
    public static double Total<T>(T* lastStep, long states)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double a = double.CreateTruncating(lastStep[states + 1]), b = double.CreateTruncating(lastStep[states]);
        double max = Math.Max(a, b);
        return double.IsNegativeInfinity(max) ? max : max + Math.Log(Math.Exp(a - max) + Math.Exp(b - max));
    }
}
