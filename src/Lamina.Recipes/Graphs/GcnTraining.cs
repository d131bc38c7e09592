using Lamina.Models.Graphs;
using Lamina.NN;

namespace Lamina.Recipes.Graphs;

/// <summary>The training of one graph network, all papers at once: Adam, decay of the first layer's weights alone, and the weights of the epoch that does best on the validation papers.</summary>
internal sealed class GcnTraining
{
    const double WeightDecay = 5e-4;

    readonly PaperGraph _papers;
    readonly Tensor _train, _labels;
    readonly IReadOnlyList<long> _validation;

    /// <summary>Training on some papers of a graph.</summary>
    /// <param name="papers">The graph.</param>
    /// <param name="train">The papers whose subjects are known.</param>
    /// <param name="validation">The papers that the best epoch is chosen by.</param>
    public GcnTraining(PaperGraph papers, IReadOnlyList<long> train, IReadOnlyList<long> validation)
    {
        (_papers, _validation) = (papers, validation);
        _train = Tensor.From<long>([.. train], [train.Count]);
        _labels = Tensor.From<long>([.. train.Select(paper => papers.Labels[paper])], [train.Count]);
    }

    /// <summary>Trains a network. It ends with its best weights, in evaluation mode.</summary>
    /// <param name="network">The network.</param>
    /// <param name="settings">Epochs and learning rate.</param>
    /// <param name="cancellation">Ends it with an error after the epoch it is in.</param>
    /// <param name="after">Is told of each epoch: its number from 1, the loss, and the accuracy on the validation papers.</param>
    /// <returns>The accuracy on the validation papers, and what the network answers for all papers.</returns>
    public (double Validation, long[] Answers) Run(Gcn network, RecipeSettings settings, CancellationToken cancellation, Action<int, double, double>? after = null)
    {
        Adam first = new([network.First.Weight], settings.LearningRate, weightDecay: WeightDecay), second = new([network.Second.Weight], settings.LearningRate);
        (double Accuracy, double Loss) best = (-1, 0);
        long[] answers = [];
        OrderedDictionary<string, Tensor> weights = [];
        Tensor held = Tensor.From<long>([.. _validation], [_validation.Count]), heldLabels = Tensor.From<long>([.. _validation.Select(paper => _papers.Labels[paper])], [_validation.Count]);
        for (int epoch = 1; epoch <= settings.Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            network.Train();
            network.ZeroGrad();
            Tensor loss = Loss.CrossEntropy(network.Forward(_papers.Words, _papers.Graph).IndexSelect(0, _train), _labels);
            loss.Backward();
            first.Step();
            second.Step();
            network.Eval();
            using GradientScope off = Gradients.Off();
            Tensor scores = network.Forward(_papers.Words, _papers.Graph);
            long[] said = scores.ArgMax(1).ToArray<long>();
            double accuracy = _papers.Accuracy(said, _validation), heldLoss = Loss.CrossEntropy(scores.IndexSelect(0, held), heldLabels).ToDouble();
            after?.Invoke(epoch, loss.ToDouble(), accuracy);

            // Many epochs have as many right; of those the one that is surest.
            if (accuracy < best.Accuracy || (accuracy == best.Accuracy && heldLoss >= best.Loss))
                continue;
            (best, answers) = ((accuracy, heldLoss), said);
            weights.Clear();
            foreach ((string key, Tensor tensor) in network.StateDict())
                weights.Add(key, tensor.Clone());
        }

        network.LoadStateDict(weights);
        return (best.Accuracy, answers);
    }
}
