namespace Lamina.Training;

/// <summary>Trainable parameters that no backward reaches, or that the optimizer does not have.</summary>
internal sealed class NoGradient : GuardRule
{
    public override string Name => "no-gradient";

    public override string? Look(GuardLook look)
    {
        if (look.Step < 2)
            return null;
        List<string> without = [.. from part in look.Parameters where part.Gradient is null select part.Name];
        if (without.Count > 0)
            return $"{Listed(without)} get no gradient: the loss does not depend on them. Use the layer in `Forward`, drop a `Detach` or `Gradients.Off`, or freeze them (`Trainable = false`).";
        List<string> unknown = [.. from part in look.Parameters where !part.IsOptimized select part.Name];
        return unknown.Count > 0
            ? $"the optimizer does not have {Listed(unknown)}: nothing trains them. Make it with `network.Parameters()`, or freeze them."
            : null;
    }
}
