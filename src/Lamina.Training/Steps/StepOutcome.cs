namespace Lamina.Training;

/// <summary>What a step found for a batch, to be measured.</summary>
/// <param name="Loss">The whole loss.</param>
/// <param name="Losses">That of each output of a model of several, without its weight; none where they are not known.</param>
/// <param name="Predictions">What the network gave for each output; none where that is not known.</param>
internal readonly record struct StepOutcome(Tensor Loss, IReadOnlyList<Tensor> Losses, IReadOnlyList<Tensor> Predictions);
