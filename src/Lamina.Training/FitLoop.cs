using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>One call of <c>Fit</c>: epochs of steps, with validation, callbacks and display around them.</summary>
internal sealed class FitLoop
{
    readonly Model _model;
    readonly DataLoader _train;
    readonly DataLoader? _validation;
    readonly IReadOnlyList<Callback> _callbacks;
    readonly FitDisplay _display;
    readonly CancellationToken _cancellation;
    readonly History _history;
    readonly TrainingContext _context;
    readonly int _accumulate;
    readonly bool _captured, _readsLoss;
    readonly BackupAndRestore? _backup;
    BatchStep? _step;
    Accumulation? _accumulation;

    public FitLoop(
        Model model,
        DataLoader train,
        int epochs,
        IDataset? validation,
        IReadOnlyList<Callback> callbacks,
        Verbosity verbosity,
        bool captured,
        int accumulate,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        (_model, _train, _cancellation) = (model, train, cancellation);
        _validation = validation is null ? null : new DataLoader(model.Arranged(validation), Math.Max(train.BatchSize, 256));
        _backup = callbacks.OfType<BackupAndRestore>().FirstOrDefault();

        // The backup comes last: it saves what the others have come to.
        List<Callback> all = [.. callbacks.OrderBy(callback => callback is BackupAndRestore)];
        if (!all.Any(callback => callback is TrainingGuard))
            all.Insert(0, new TrainingGuard());
        if (!all.Any(callback => callback is StopOnNaN))
            all.Insert(0, new StopOnNaN());
        _callbacks = all;
        _history = new History(model.Metrics);
        _display = FitDisplay.Create(verbosity, model.Metrics, progress);
        _context = new TrainingContext(model, _history, model.Position.Epoch + epochs) { Batches = train.Count, Callbacks = _callbacks, Accumulate = accumulate, Teller = _display.Say };
        (_accumulate, _captured) = (accumulate, captured);
        _readsLoss = _callbacks.Any(callback => callback.ReadsBatchLoss);
    }

    public History Run()
    {
        _model.TakeUpRandom();
        _model.Preprocessing = Preprocessing.Of(_train.Dataset.Info) with { Table = _model.Preprocessing.Table, Target = _model.Preprocessing.Target };
        Build();
        _backup?.Restore(_model);
        _model.TakeUpRandom();
        FitState? resumed = _model.TakeUpFit();
        _train.Epoch = _model.Position.Epoch;
        _train.Position = Math.Min(_model.Position.Batch, _train.Count);
        MakeStep(_captured && resumed?.EagerBecause is null);
        _model.Module.Train();
        try
        {
            double[] rates = Rates();
            Call(callback => callback.BeforeFit(_context));
            resumed?.Restore(_context);
            if (resumed is not null)
                SetRates(rates);
            if (_backup is not null && resumed?.StopReason is { } reason)
                _context.Stop(reason);
            for (; _model.Position.Epoch < _context.LastEpoch && !IsStopping(); resumed = null)
                RunEpoch(resumed);

            // Before callbacks finish, who may change the weights.
            if (_context.IsCancelled && _model.Position.Step > 0)
                _backup?.Save(_context);
            Call(callback => callback.AfterFit(_context));
        }
        catch
        {
            Call(callback => callback.AfterError(_context));
            throw;
        }
        finally
        {
            _model.Module.Eval();
            _display.Close();
        }

        _history.StoppedBecause = _context.StopReason;
        return _history;
    }

    // Before the first step, which may be recorded: first values are drawn once.
    void Build()
    {
        if (!_model.Module.IsBuilt())
            _model.Build(_train.Dataset.Read([0]));
    }

    // A step that was found not to be what its recording does is not recorded again by a training that goes on.
    void MakeStep(bool captured)
    {
        _step = captured && _accumulate == 1 ? new BatchStep(_model.TrainStep) : null;
        _accumulation = _accumulate == 1 ? null : new Accumulation(_model, captured);
    }

    double[] Rates() => [.. _model.Optimizer.Groups.Select(group => group.LearningRate)];

    void SetRates(double[] rates)
    {
        for (int i = 0; i < rates.Length; i++)
            _model.Optimizer.Groups[i].LearningRate = rates[i];
    }

    void RunEpoch(FitState? resumed)
    {
        TrainingPosition start = _model.Position;
        _context.Epoch = start.Epoch + 1;
        _context.Batch = start.Batch;
        _context.ClearLogs();
        _model.ResetMetrics();
        resumed?.Restore(_model.TrainingMeter);
        double[] rates = Rates();
        Call(callback => callback.BeforeEpoch(_context));

        // Within an epoch the rate is what its steps have made of it.
        if (resumed is not null && start.Batch > 0)
            SetRates(rates);
        EpochProgress progress = _context.Progress = new EpochProgress(resumed?.Samples ?? 0, resumed?.Elapsed ?? TimeSpan.Zero);
        _display.BeginEpoch(_context);
        if (start.Batch < _train.Count && !IsStopping())
        {
            foreach (Batch batch in _train)
            {
                RunBatch(BatchParts.Of(batch));
                _display.Batch(_context, progress.Samples, progress.Elapsed, _model.TrainingMeter);
                if (!_context.AwaitsUpdate && IsStopping())
                    break;
            }
        }

        if (_model.Position.Batch >= _train.Count)
            EndEpoch(progress);
    }

    void RunBatch(BatchParts batch)
    {
        _context.Batch++;
        Call(callback => callback.BeforeBatch(_context));
        Tensor loss = Step(batch);
        _history.EagerBecause ??= _step?.WhyEager ?? _accumulation?.WhyEager;
        _context.Progress.Samples += batch.Samples;
        TrainingPosition before = _model.Position;
        _model.Position = before with { Batch = before.Batch + 1, Step = before.Step + 1 };
        if (_readsLoss)
            _context.BatchLoss = loss.ToDouble();
        _context.LastBatch = batch;
        Call(callback => callback.AfterBatch(_context));
        _context.LastBatch = null;
    }

    // A replay does what was recorded, whatever the program means by now: the first step of an epoch is done both ways.
    Tensor Step(BatchParts batch)
    {
        if (_accumulation is not null)
            return Accumulate(_accumulation, batch);
        if (_step is null)
            return _model.TrainStep(batch);
        if (_context.Batch > 1)
            return _step.Run(batch);
        (Tensor loss, string? difference) = _step.RunChecked(batch);
        Note(difference);
        return loss;
    }

    // An update has the batches from a multiple of their number to the next, or to the end of the epoch.
    Tensor Accumulate(Accumulation accumulation, BatchParts batch)
    {
        long first = (_context.Batch - 1) / _accumulate * _accumulate, last = Math.Min(first + _accumulate, _train.Count);
        long samples = Math.Min(last * _train.BatchSize, _train.Samples) - (first * _train.BatchSize);
        (Tensor loss, string? difference) = accumulation.Add(batch, (double)batch.Samples / samples, isChecked: _context.Batch == 1);
        Note(difference);
        _context.AwaitsUpdate = _context.Batch != last;
        if (!_context.AwaitsUpdate)
            accumulation.Update();
        return loss;
    }

    void Note(string? difference)
    {
        if (difference is not null)
            _history.AddChange($"epoch {_context.Epoch}: {difference}");
    }

    void EndEpoch(EpochProgress progress)
    {
        TimeSpan trained = progress.Elapsed;
        OrderedDictionary<string, double> logs = _model.TrainingMeter.Read();
        if (_validation is not null)
        {
            foreach ((string name, double value) in _model.Measure(_validation, "val_"))
                logs[name] = value;
        }

        _model.Position = _model.Position with { Epoch = _context.Epoch, Batch = 0 };
        _context.Logs = logs;
        _history.Add(new EpochRecord(_context.Epoch, logs, _model.Optimizer.LearningRate, progress.Elapsed, progress.Samples));
        _display.EndEpoch(_context, progress.Samples, trained);
        Call(callback => callback.AfterEpoch(_context));
    }

    bool IsStopping()
    {
        if (_cancellation.IsCancellationRequested)
            _context.Cancel();
        return _context.StopReason is not null;
    }

    void Call(Action<Callback> hook)
    {
        foreach (Callback callback in _callbacks)
            hook(callback);
    }
}
