namespace Lamina.Training;

/// <summary>Gradients that are exactly 0 look after look.</summary>
internal sealed class ZeroGradient : GuardRule
{
    // A layer that begins with zeros gives none to the layer before it, for a step.
    const long FirstStep = 3;
    const int Looks = 3;

    // By the place in the network.
    double[] _zeros = [];

    public override string Name => "zero-gradient";

    public override double[] Memory
    {
        get => _zeros;
        set => _zeros = value;
    }

    public override string? Look(GuardLook look)
    {
        if (look.Step < FirstStep || look.Scales || Math.Abs(look.Losses.Current) < 1e-6)
            return null;
        List<string> zero = [];
        if (_zeros.Length != look.Parameters.Count)
            _zeros = new double[look.Parameters.Count];
        for (int i = 0; i < _zeros.Length; i++)
        {
            _zeros[i] = look.Parameters[i].Gradient == 0 ? _zeros[i] + 1 : 0;
            if (_zeros[i] >= Looks)
                zero.Add(look.Parameters[i].Name);
        }

        return zero.Count > 0
            ? $"the gradients of {Listed(zero)} are all zeros: they learn nothing. What follows them is saturated or dead, multiplies by 0, or rounds."
            : null;
    }
}
