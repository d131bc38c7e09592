using System.Text.RegularExpressions;
using Lamina.Cpu;
using Lamina.Graphs;
using Lamina.Simd;

namespace Lamina.TestKit;

/// <summary>The properties that every op of the catalogue must have. Each check reports the first tuple that fails.</summary>
public static class OpChecks
{
    static readonly TensorLayout[] Layouts = Enum.GetValues<TensorLayout>();

    // What tells the way out: a call to make, or what to do.
    static readonly Regex Remedy = new(@"`|\b(use|convert|give|transpose|reshape|pass|choose|cut|pad|run from)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Values equal the reference's in every dtype and layout.</summary>
    public static void Values(OpCase op)
    {
        foreach (DType dtype in op.DTypes)
        {
            for (int set = 0; set < op.Shapes.Length; set++)
            {
                foreach (TensorLayout layout in Layouts.Where(l => !op.Cancels || l != TensorLayout.Broadcast))
                {
                    Nd[] values = [.. Inputs(op, op.Shapes[set], dtype, set).Select(v => Samples.Fit(v, layout))];
                    Tensor found = op.Run(Tensors(op, values, dtype, layout));
                    Compare(op, $"{dtype.Name()}, {Describe(op.Shapes[set])}, {layout}", op.Reference(values), Nd.Of(found), found.DType);
                }
            }
        }
    }

    /// <summary>NaN, infinities, zeros of both signs and subnormals give what the reference gives.</summary>
    public static void Specials(OpCase op)
    {
        if (!op.IsElementwise)
            return;
        int inputs = op.Shapes[0].Length;
        double[] specials = op.Specials;
        int count = (int)Math.Pow(specials.Length, inputs);
        Nd[] values = new Nd[inputs];
        for (int i = 0; i < inputs; i++)
        {
            int period = (int)Math.Pow(specials.Length, i);
            values[i] = new Nd([.. Enumerable.Range(0, count).Select(k => specials[k / period % specials.Length])], [count]);
        }

        foreach (DType dtype in op.DTypes.Where(d => d.IsFloatingPoint()))
        {
            Nd[] given = [.. values.Select(v => Nd.Map(v, x => Samples.Round(x, dtype)))];
            Tensor found = op.Run(Tensors(op, given, dtype));
            Compare(op, $"special values in {dtype.Name()}", Nd.Map(op.Reference(given), x => Samples.Round(x, found.DType)), Nd.Of(found), found.DType);
        }
    }

    /// <summary>Gradients equal central differences in float64, under a non-uniform upstream gradient.</summary>
    public static void Gradient(OpCase op)
    {
        if (!op.IsDifferentiable)
            return;
        // Differences take two evaluations an element, so large inputs are left to the other checks.
        for (int set = 0; set < Math.Min(op.Shapes.Length, op.IsElementwise ? 5 : int.MaxValue); set++)
        {
            if (op.Shapes[set].Sum(shape => shape.Count) <= 150)
                GradCheck.First(op.Name, op.Run, Leaves(op, set));
        }
    }

    /// <summary>Second derivatives equal central differences of the first.</summary>
    public static void SecondDerivative(OpCase op)
    {
        if (op is { IsDifferentiable: true, HasSecondDerivative: true })
            GradCheck.Second(op.Name, op.Run, Leaves(op, 0));
    }

    /// <summary>Every SIMD tier gives the same bits for elementwise ops, the same numbers within rounding for others.</summary>
    public static void Tiers(OpCase op)
    {
        SimdTier widest = Tier.Widest;
        SimdTier[] tiers = TestTier.IsFull ? [SimdTier.Scalar, SimdTier.Vector128, SimdTier.Vector256] : [SimdTier.Scalar];
        foreach (DType dtype in op.DTypes.Where(d => d.IsFloatingPoint()))
        {
            for (int set = 0; set < op.Shapes.Length; set++)
            {
                Nd[] values = Inputs(op, op.Shapes[set], dtype, set);
                Tensor[] inputs = Tensors(op, values, dtype);
                Nd expected = Nd.Of(op.Run(inputs));
                foreach (SimdTier tier in tiers.Where(t => t < widest))
                {
                    Nd found = InTier(tier, () => Nd.Of(op.Run(inputs)));
                    string where = $"tier {tier} against {widest}, {dtype.Name()}, {Describe(op.Shapes[set])}";
                    if (op.IsElementwise)
                        SameBits(op, where, expected, found);
                    else
                        Compare(op, where, expected, found, ResultType(op, dtype, values));
                }
            }
        }
    }

    /// <summary>The bits do not depend on the number of threads.</summary>
    public static void Threads(OpCase op)
    {
        int before = Workers.Count;
        try
        {
            for (int set = 0; set < op.Shapes.Length; set++)
            {
                Tensor[] inputs = Tensors(op, Inputs(op, op.Shapes[set], op.DTypes[0], set), op.DTypes[0]);
                Workers.Count = 1;
                Nd expected = Nd.Of(op.Run(inputs));
                foreach (int threads in TestTier.IsFull ? [2, 3, 4] : new[] { 3 })
                {
                    Workers.Count = threads;
                    SameBits(op, $"{threads} threads against 1, {Describe(op.Shapes[set])}", expected, Nd.Of(op.Run(inputs)));
                }
            }
        }
        finally
        {
            Workers.Count = before;
        }
    }

    /// <summary>A captured run has the bits of the eager one, and allocates nothing.</summary>
    public static void Captured(OpCase op)
    {
        foreach (Shape[] shapes in op.Shapes.Where(set => set.Sum(shape => shape.Count) <= 2000).Take(3))
        {
            Tensor[] inputs = Tensors(op, Inputs(op, shapes, op.DTypes[0], 0), op.DTypes[0]);
            Step step = Capture.Step(op.Run);
            step.Run(inputs);
            if (step.WhyEager is not null)
                return;
            List<KeyDraw> draws = [];
            Nd expected, found;
            using (KeyScope.Note(draws))
                (expected, found) = (Nd.Of(op.Run([.. inputs.Select(t => t.Clone())])), Nd.Of(step.Run(inputs)));
            bool isRandom = draws.Count > 0;

            // A run that draws random numbers goes on where the last one ended.
            if (!isRandom && !op.HasState)
                SameBits(op, $"captured against eager, {Describe(shapes)}", expected, found);
            long before = GC.GetAllocatedBytesForCurrentThread();
            step.Run(inputs);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated != 0)
                throw new CheckFailedException($"{op.Name}, {Describe(shapes)}: a captured run allocates {allocated} bytes; kernels allocate nothing.");
        }
    }

    /// <summary>Shapes that do not fit raise the promised error, which names the op and the shapes that came, and says what to do.</summary>
    public static void BadShapes(OpCase op)
    {
        foreach (Shape[] shapes in op.BadShapes)
        {
            Tensor[] inputs = Tensors(op, Inputs(op, shapes, op.DTypes[0], 0), op.DTypes[0]);
            try
            {
                op.Run(inputs);
            }
            catch (LaminaException error) when (error.GetType() == op.BadShapeError)
            {
                if (!error.Message.Contains(shapes[0].ToString(), StringComparison.Ordinal))
                    throw new CheckFailedException($"{op.Name} refuses {Describe(shapes)} without naming {shapes[0]}: {error.Message}");
                if (!Plain(error.Message).Contains(Plain(op.Called), StringComparison.OrdinalIgnoreCase))
                    throw new CheckFailedException($"{op.Name} refuses {Describe(shapes)} without naming {op.Called}: {error.Message}");
                if (!Remedy.IsMatch(error.Message))
                    throw new CheckFailedException($"{op.Name} refuses {Describe(shapes)} and does not say what to do: {error.Message}");
                continue;
            }

            throw new CheckFailedException($"{op.Name} takes {Describe(shapes)} without a {op.BadShapeError.Name}.");
        }
    }

    /// <summary>Every op that a case runs equals the simpler ops that it says it is made of.</summary>
    public static void Decomposition(OpCase op)
    {
        foreach (DType dtype in op.DTypes.Where(d => d is DType.Float32 or DType.Float64))
        {
            for (int set = 0; set < op.Shapes.Length; set++)
            {
                using Trace trace = Trace.Open();
                op.Run(Tensors(op, Inputs(op, op.Shapes[set], dtype, set), dtype));
                foreach (TraceStep step in trace.Steps.ToArray())
                {
                    if (step.Op.Decompose(step.Inputs) is not { } simpler)
                        continue;
                    for (int i = 0; i < simpler.Length; i++)
                        Compare(op, $"{step.Op.Name} against its parts, {dtype.Name()}, {Describe(op.Shapes[set])}", Nd.Of(simpler[i]), Nd.Of(step.Outputs[i]), dtype);
                }
            }
        }
    }

    static Nd InTier(SimdTier tier, Func<Nd> run)
    {
        SimdTier before = Tier.Current;
        Tier.Current = tier;
        try
        {
            return run();
        }
        finally
        {
            Tier.Current = before;
        }
    }

    /// <summary>A case's inputs in float64 where it takes that; they require gradients where it has any.</summary>
    public static Tensor[] Leaves(OpCase op, int set)
    {
        DType dtype = op.DTypes.Contains(DType.Float64) ? DType.Float64 : op.DTypes[0];
        Tensor[] inputs = Tensors(op, Inputs(op, op.Shapes[set], dtype, set), dtype);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (op.IsDifferentiable && !op.Fixed.ContainsKey(i))
                inputs[i].RequireGrad();
        }

        return inputs;
    }

    static Nd[] Inputs(OpCase op, Shape[] shapes, DType dtype, int seed) =>
        [.. shapes.Select((shape, i) => Samples.Values(shape, op.Fixed.GetValueOrDefault(i, dtype), op.Ranges[Math.Min(i, op.Ranges.Length - 1)], (seed * 31) + i))];

    static Tensor[] Tensors(OpCase op, Nd[] values, DType dtype, TensorLayout layout = TensorLayout.Contiguous) =>
        [.. values.Select((v, i) => Samples.Tensor(v, op.Fixed.GetValueOrDefault(i, dtype), layout))];

    static DType ResultType(OpCase op, DType dtype, Nd[] values) => op.Run(Tensors(op, values, dtype)).DType;

    static void Compare(OpCase op, string where, Nd expected, Nd found, DType dtype)
    {
        if (expected.Shape != found.Shape)
            throw new CheckFailedException($"{op.Name}, {where}: the shape is {found.Shape}, expected {expected.Shape}.");
        double relative = op.Slack * dtype switch { DType.Float64 => 1e-13, DType.Float32 => 2e-6, DType.Float16 => 1.5e-3, DType.BFloat16 => 1.2e-2, _ => 0 };
        double largest = expected.Values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Values.Length; i++)
        {
            double e = expected.Values[i], f = found.Values[i];
            bool same = double.IsNaN(e) ? double.IsNaN(f) : double.IsInfinity(e) ? e.Equals(f) : Math.Abs(e - f) <= relative * (Math.Abs(e) + (op.IsElementwise ? 1e-2 : 1) * largest + op.Terms) + (dtype == DType.Float16 ? 6e-8 : 0);
            if (!same)
                throw new CheckFailedException($"{op.Name}, {where}: element {i} is {f:R}, expected {e:R}.");
        }
    }

    static void SameBits(OpCase op, string where, Nd expected, Nd found)
    {
        for (int i = 0; i < expected.Values.Length; i++)
        {
            // Through double, every bit of a narrower value is kept, but for the payload of NaN.
            if (!expected.Values[i].Equals(found.Values[i]) || double.IsNegative(expected.Values[i]) != double.IsNegative(found.Values[i]))
                throw new CheckFailedException($"{op.Name}, {where}: element {i} is {found.Values[i]:R}, expected the bits of {expected.Values[i]:R}.");
        }
    }

    // Ops and methods are spelt scatter_add and ScatterAdd.
    static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    static string Describe(Shape[] shapes) => string.Join(" ", shapes.Select(s => s.ToString()));
}
