namespace Lamina.Training;

/// <summary>
/// Something that happens around training: override the hooks that are wanted. Callbacks are called in their order. They see
/// training and validation data's metrics only, never those of test data.
/// </summary>
public abstract class Callback
{
    /// <summary>True if <see cref="AfterBatch"/> needs <see cref="TrainingContext.BatchLoss"/>, which is then read after each step.</summary>
    protected internal virtual bool ReadsBatchLoss => false;

    /// <summary>
    /// What the callback keeps from step to step and must have again for a training that was broken off to go on as if nothing had happened:
    /// tensors by name, single numbers among them. <see cref="BackupAndRestore"/> writes it. By default nothing.
    /// </summary>
    protected internal virtual OrderedDictionary<string, Tensor> StateDict() => [];

    /// <summary>Takes over what <see cref="StateDict"/> gave; called after <see cref="BeforeFit"/>, and only where there is something.</summary>
    /// <param name="state">By name.</param>
    protected internal virtual void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
    }

    /// <summary>Before the first epoch.</summary>
    protected internal virtual void BeforeFit(TrainingContext context)
    {
    }

    /// <summary>After the last epoch, also where training was stopped; not after an error.</summary>
    protected internal virtual void AfterFit(TrainingContext context)
    {
    }

    /// <summary>Before the first batch of an epoch.</summary>
    protected internal virtual void BeforeEpoch(TrainingContext context)
    {
    }

    /// <summary>After an epoch and its validation, with <see cref="TrainingContext.Logs"/>.</summary>
    protected internal virtual void AfterEpoch(TrainingContext context)
    {
    }

    /// <summary>Before each step.</summary>
    protected internal virtual void BeforeBatch(TrainingContext context)
    {
    }

    /// <summary>After each step.</summary>
    protected internal virtual void AfterBatch(TrainingContext context)
    {
    }

    /// <summary>After the callback's training ended by an error: let go of files.</summary>
    protected internal virtual void AfterError(TrainingContext context)
    {
    }
}
