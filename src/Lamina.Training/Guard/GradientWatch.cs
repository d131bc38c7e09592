using Lamina.NN;

namespace Lamina.Training;

/// <summary>Sees what backward passes bring to one parameter, until it is disposed.</summary>
internal sealed class GradientWatch : IDisposable
{
    readonly Parameter _parameter;
    readonly IDisposable _hook;
    Tensor? _sum;

    GradientWatch(Parameter parameter)
    {
        _parameter = parameter;
        _hook = parameter.Value.RegisterHook(gradient =>
        {
            using GradientScope off = Gradients.Off();
            _sum = _sum is null ? gradient.Detach().Clone() : _sum + gradient.Detach();
            return null;
        });
    }

    /// <summary>Watches the first parameter of an optimizer that has a gradient; null where there is none.</summary>
    public static GradientWatch? Of(Optimizer optimizer) =>
        optimizer.Parameters.FirstOrDefault(parameter => parameter.Trainable && parameter.Parametrization is null && parameter.Grad is not null) is { } parameter
            ? new GradientWatch(parameter)
            : null;

    /// <summary>The parameter and the sum of what came; null if nothing did.</summary>
    public (Parameter Parameter, Tensor Gradient)? Take() => _sum is null ? null : (_parameter, _sum);

    public void Dispose() => _hook.Dispose();
}
