namespace Lamina.Training;

/// <summary>A callback of functions.</summary>
/// <param name="beforeFit">Before the first epoch.</param>
/// <param name="afterFit">After the last epoch.</param>
/// <param name="beforeEpoch">Before the first batch of an epoch.</param>
/// <param name="afterEpoch">After an epoch and its validation.</param>
/// <param name="beforeBatch">Before each step.</param>
/// <param name="afterBatch">After each step; with it the loss is read after each step.</param>
public sealed class LambdaCallback(
    Action<TrainingContext>? beforeFit = null,
    Action<TrainingContext>? afterFit = null,
    Action<TrainingContext>? beforeEpoch = null,
    Action<TrainingContext>? afterEpoch = null,
    Action<TrainingContext>? beforeBatch = null,
    Action<TrainingContext>? afterBatch = null) : Callback
{
    /// <inheritdoc/>
    protected internal override bool ReadsBatchLoss => afterBatch is not null;

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => beforeFit?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context) => afterFit?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void BeforeEpoch(TrainingContext context) => beforeEpoch?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void AfterEpoch(TrainingContext context) => afterEpoch?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void BeforeBatch(TrainingContext context) => beforeBatch?.Invoke(context);

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context) => afterBatch?.Invoke(context);
}
