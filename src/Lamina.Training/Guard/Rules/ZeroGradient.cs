using Lamina.NN;

namespace Lamina.Training;

/// <summary>Gradients that are exactly 0 look after look.</summary>
internal sealed class ZeroGradient : GuardRule
{
    // A layer that begins with zeros gives none to the layer before it, for a step.
    const long FirstStep = 3;
    const int Looks = 3;

    readonly Dictionary<Parameter, int> _zeros = new(ReferenceEqualityComparer.Instance);

    public override string Name => "zero-gradient";

    public override string? Look(GuardLook look)
    {
        if (look.Step < FirstStep || look.Scales || Math.Abs(look.Losses.Current) < 1e-6)
            return null;
        List<string> zero = [];
        foreach (ParameterLook part in look.Parameters)
        {
            int looks = part.Gradient == 0 ? _zeros.GetValueOrDefault(part.Parameter) + 1 : 0;
            _zeros[part.Parameter] = looks;
            if (looks >= Looks)
                zero.Add(part.Name);
        }

        return zero.Count > 0
            ? $"the gradients of {Listed(zero)} are all zeros: they learn nothing. What follows them is saturated or dead, multiplies by 0, or rounds."
            : null;
    }
}
