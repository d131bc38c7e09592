namespace Lamina.Training;

/// <summary>ReLUs of which nine units in ten are 0 for every sample: no gradient comes through them.</summary>
internal sealed class DeadRelu : GuardRule
{
    const double LargestShare = 0.9;
    const long FewestSamples = 16;
    const int Looks = 2;

    // By the place in the order in which they run.
    double[] _looks = [];

    public override string Name => "dead-relu";

    public override double[] Memory
    {
        get => _looks;
        set => _looks = value;
    }

    public override string? Look(GuardLook look)
    {
        if (look.Probe is not { Samples: >= FewestSamples } probe)
            return null;
        if (_looks.Length != probe.Relus.Count)
            _looks = new double[probe.Relus.Count];
        for (int i = 0; i < _looks.Length; i++)
        {
            (string place, double share) = probe.Relus[i];
            _looks[i] = share >= LargestShare ? _looks[i] + 1 : 0;
            if (share < 1 && _looks[i] < Looks)
                continue;
            string path = LayerGraph.PathsByPlace(look.Module).GetValueOrDefault(place, place);
            return FormattableString.Invariant($"{share:P0} of the units after {(path.Length > 0 ? path : "a layer")} are 0 for every sample of a batch. Lower the learning rate, begin with smaller biases, or take LeakyReLU or GELU.");
        }

        return null;
    }
}
