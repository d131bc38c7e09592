namespace Lamina.NN;

/// <summary>Makes the parameters of networks whose layers wait for their input's shape.</summary>
public static class Building
{
    /// <summary>False while a part of the network still waits for its input's shape.</summary>
    /// <param name="network">The network.</param>
    public static bool IsBuilt(this Module network) => network.Modules().All(module => module is not IBuildable { IsBuilt: false });

    /// <summary>Makes all parameters, by one input that runs through in evaluation mode, without gradients. Does nothing to a network that has them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="example">A batch as the network takes it; one sample is enough.</param>
    public static void Build(this Module<Tensor, Tensor> network, Tensor example)
    {
        if (network.IsBuilt())
            return;
        network.InEvaluation(() => network.Call(example));
    }

    /// <summary>Makes all parameters of a network whose first layer was told its input's shape.</summary>
    /// <param name="network">The network.</param>
    /// <returns>True if the network is built.</returns>
    public static bool Build(this Module<Tensor, Tensor> network)
    {
        if (network.IsBuilt())
            return true;
        if (network.KnownInput() is not { } sample)
            return false;
        network.Build(Tensor.Zeros(sample.Shape.Insert(0, 1), sample.DType));
        return true;
    }

    /// <summary>Dtype and shape of one sample of the input, without the axis of the batch, if the first layer was told or has seen it; else null.</summary>
    /// <param name="network">The network.</param>
    public static TensorSpec? KnownInput(this Module network) => First(network)?.InputSpec;

    /// <summary>Runs something without gradients while the network is in evaluation mode; then the modes are what they were.</summary>
    internal static Tensor InEvaluation(this Module network, Func<Tensor> run)
    {
        (Module Module, bool Training)[] before = [.. network.Modules().Select(module => (module, module.IsTraining))];
        network.Eval();
        try
        {
            using (Gradients.Off())
                return run();
        }
        finally
        {
            // Each before its children, as `Train` reaches all below: also what was just made.
            foreach ((Module module, bool training) in before)
            {
                if (module.IsTraining != training)
                    module.Train(training);
            }
        }
    }

    static IInputAware? First(Module module) => module is Sequential { Count: > 0 } chain ? First(chain[0]) : module as IInputAware;
}
