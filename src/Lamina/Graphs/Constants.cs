using Lamina.Ops;
using Lamina.Simd;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Graphs;

/// <summary>
/// The steps of a trace whose results depend on nothing that changes from replay to replay: parameters that the step does not write,
/// and what is made of them alone; and the inputs of other steps that a kernel can use packed. They are made again only when the version of
/// a buffer they come from is another.
/// </summary>
internal sealed class Constants
{
    /// <summary>Numbers out of nowhere are made quickly, so large ones are not worth memory of their own.</summary>
    const long MostBytesWithoutSource = 1 << 16;

    readonly bool[] _isConstant, _isPacked;
    readonly HashSet<Buffer> _changing, _results;
    readonly Buffer[] _sources;
    readonly int[] _versions;
    SimdTier _tier;
    bool _areMade;

    Constants(bool[] isConstant, bool[] isPacked, HashSet<Buffer> changing, HashSet<Buffer> results, Buffer[] sources)
    {
        _changing = changing;
        _results = results;
        _isConstant = isConstant;
        _isPacked = isPacked;
        _sources = sources;
        _versions = new int[sources.Length];
        _areMade = !isConstant.Contains(true) && !isPacked.Contains(true);
        _tier = Tier.Current;
    }

    /// <summary>Whether a step's results stay.</summary>
    public bool this[int step] => _isConstant[step];

    /// <summary>Whether a step's kernel gets an input in packed form.</summary>
    public bool IsPacked(int step) => _isPacked[step];

    /// <summary>Whether a tensor that a step reads is a constant, or comes of constants.</summary>
    public bool Knows(Tensor input) => _results.Contains(input.Buffer) || !_changing.Contains(input.Buffer);

    /// <summary>Finds them.</summary>
    /// <param name="steps">The steps that compute.</param>
    /// <param name="changing">What is given anew for each replay.</param>
    /// <param name="kept">What users hold, and may write to.</param>
    public static Constants Find(IReadOnlyList<TraceStep> steps, IEnumerable<Tensor> changing, IReadOnlySet<Buffer> kept)
    {
        HashSet<Buffer> written = [.. changing.Select(tensor => tensor.Buffer)], made = [];
        foreach (TraceStep step in steps)
        {
            for (int k = 0; k < step.Outputs.Length; k++)
            {
                if (step.Op.EffectOf(k).Kind == EffectKind.New)
                    made.Add(step.Outputs[k].Buffer);
                else
                    written.Add(step.Outputs[k].Buffer);
            }
        }

        bool[] isConstant = new bool[steps.Count], isPacked = new bool[steps.Count];
        HashSet<Buffer> results = [], sources = [];
        for (int i = 0; i < isConstant.Length; i++)
        {
            TraceStep step = steps[i];
            isConstant[i] = !step.Op.IsRandom && (step.Inputs.Length > 0 || step.Outputs.Sum(output => output.Buffer.Bytes) <= MostBytesWithoutSource)
                && Array.TrueForAll(step.Outputs, Stays) && Array.TrueForAll(step.Inputs, IsKnown);
            if (isConstant[i])
            {
                results.UnionWith(step.Outputs.Select(output => output.Buffer));
                sources.UnionWith(step.Inputs.Select(input => input.Buffer).Where(buffer => !made.Contains(buffer)));
            }
            else if (step.Op.PackedInput is >= 0 and int input && IsKnown(step.Inputs[input]) && step.Op.PackedBytes([.. step.Inputs.Select(tensor => tensor.Spec)]) > 0)
            {
                isPacked[i] = true;
                if (!made.Contains(step.Inputs[input].Buffer))
                    sources.Add(step.Inputs[input].Buffer);
            }
        }

        return new Constants(isConstant, isPacked, [.. made, .. written], results, [.. sources]);

        bool Stays(Tensor output) => made.Contains(output.Buffer) && !written.Contains(output.Buffer) && !kept.Contains(output.Buffer);

        bool IsKnown(Tensor input) => results.Contains(input.Buffer) || !(made.Contains(input.Buffer) || written.Contains(input.Buffer));
    }

    /// <summary>Whether the constants must be computed in this replay; the next question is about the next replay.</summary>
    public bool AreStale()
    {
        // What is packed is packed for a width of vectors.
        bool stale = !_areMade || _tier != Tier.Current;
        _tier = Tier.Current;
        for (int i = 0; i < _sources.Length; i++)
        {
            stale |= _versions[i] != _sources[i].Version;
            _versions[i] = _sources[i].Version;
        }

        _areMade = true;
        return stale;
    }
}
