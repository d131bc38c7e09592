namespace Lamina.NN;

/// <summary>Running statistics of batch normalizations, computed anew for weights that changed otherwise than by training.</summary>
internal static class RunningStatistics
{
    public static void Renew(Module module, Func<Tensor, Tensor> forward, IEnumerable<Tensor> batches)
    {
        (BatchNorm Layer, double? Momentum)[] layers = [.. module.Modules().OfType<BatchNorm>().Where(layer => layer.RunningMean is not null).Select(layer => (layer, layer.Momentum))];
        (Module Module, bool IsTraining)[] modes = [.. module.Modules().Select(each => (each, each.IsTraining))];
        try
        {
            foreach ((BatchNorm layer, _) in layers)
            {
                layer.RunningMean!.Load(Tensor.Zeros(layer.RunningMean.Shape));
                layer.RunningVar!.Load(Tensor.Ones(layer.RunningVar.Shape));
                layer.NumBatchesTracked!.Load(Tensor.Zeros([]));
                layer.Momentum = null;
            }

            module.Train();
            using (Gradients.Off())
            {
                foreach (Tensor batch in batches)
                    forward(batch);
            }
        }
        finally
        {
            foreach ((BatchNorm layer, double? momentum) in layers)
                layer.Momentum = momentum;
            // Each before its children, as `Train` reaches all below.
            foreach ((Module each, bool isTraining) in modes)
            {
                if (each.IsTraining != isTraining)
                    each.Train(isTraining);
            }
        }
    }
}
