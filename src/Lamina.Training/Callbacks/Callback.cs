namespace Lamina.Training;

/// <summary>
/// Something that happens around training: override the hooks that are wanted. Callbacks are called in their order. They see
/// training and validation data's metrics only, never those of test data.
/// </summary>
public abstract class Callback
{
    /// <summary>True if <see cref="AfterBatch"/> needs <see cref="TrainingContext.BatchLoss"/>, which is then read after each step.</summary>
    protected internal virtual bool ReadsBatchLoss => false;

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
