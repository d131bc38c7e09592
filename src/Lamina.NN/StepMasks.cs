namespace Lamina.NN;

/// <summary>How masks go from layer to layer.</summary>
internal static class StepMasks
{
    /// <summary>Calls a module with a mask, which it takes or knows nothing of.</summary>
    public static (Tensor Output, Tensor? Mask) Call(Module<Tensor, Tensor> module, Tensor x, Tensor? mask)
    {
        if (module is IMaskAware aware)
            return aware.Call(x, mask);
        Tensor y = module.Call(x);
        return (y, Behind(mask, y));
    }

    /// <summary>The mask of an output made without it.</summary>
    public static Tensor? Behind(Tensor? mask, Tensor output) => mask is not null && output.Rank >= 2 && output.Shape[..2] == mask.Shape ? mask : null;
}
