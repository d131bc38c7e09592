namespace Lamina.Training;

/// <summary>ReLUs of which nine units in ten are 0 for every sample: no gradient comes through them.</summary>
internal sealed class DeadRelu : GuardRule
{
    const double LargestShare = 0.9;
    const long FewestSamples = 16;
    const int Looks = 2;

    readonly Dictionary<string, int> _looks = [];

    public override string Name => "dead-relu";

    public override string? Look(GuardLook look)
    {
        if (look.Probe is not { Samples: >= FewestSamples } probe)
            return null;
        foreach ((string path, double share) in probe.Relus)
        {
            int looks = _looks[path] = share >= LargestShare ? _looks.GetValueOrDefault(path) + 1 : 0;
            if (share >= 1 || looks >= Looks)
                return FormattableString.Invariant($"{share:P0} of the units after {(path.Length > 0 ? path : "a layer")} are 0 for every sample of a batch. Lower the learning rate, begin with smaller biases, or take LeakyReLU or GELU.");
        }

        return null;
    }
}
