using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>One network with one input, one target, one loss and one optimizer.</summary>
abstract class NetworkWorkload : Workload
{
    /// <summary>The network, made anew.</summary>
    protected abstract Module<Tensor, Tensor> Network();

    /// <summary>The input of so many samples.</summary>
    protected abstract Tensor Input(int batch, Generator generator);

    /// <summary>The target of so many samples.</summary>
    protected abstract Tensor Target(int batch, Generator generator);

    /// <summary>The loss: cross-entropy of classes unless stated.</summary>
    protected virtual Tensor LossOf(Tensor prediction, Tensor target) => Loss.CrossEntropy(prediction, target);

    /// <summary>The optimizer: Adam unless stated.</summary>
    protected virtual Optimizer OptimizerOf(IEnumerable<Parameter> parameters) => new Adam(parameters, LearningRate);

    /// <inheritdoc/>
    public sealed override StepTask Train(int batch)
    {
        Tensor.Seed(1);
        Module<Tensor, Tensor> network = Network();
        Optimizer optimizer = OptimizerOf(network.Parameters());
        return new StepTask(Step, [Input(batch, new Generator(1)), Target(batch, new Generator(2))], network.ParameterCount);

        Tensor Step(Tensor[] inputs)
        {
            optimizer.ZeroGrad();
            Tensor loss = LossOf(network.Call(inputs[0]), inputs[1]);
            loss.Backward();
            optimizer.Step();
            return loss;
        }
    }

    /// <inheritdoc/>
    public sealed override StepTask Infer(int batch)
    {
        Tensor.Seed(1);
        Module<Tensor, Tensor> network = Network();
        network.Eval();
        return new StepTask(Step, [Input(batch, new Generator(1))], network.ParameterCount, Predicts: true);

        Tensor Step(Tensor[] inputs)
        {
            using (Gradients.Off())
                return network.Call(inputs[0]);
        }
    }
}
