using System.Diagnostics;
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
    readonly Step? _step;
    readonly int _accumulate;
    readonly Accumulation? _accumulation;
    readonly bool _readsLoss;
    readonly long _firstEpoch;

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
        _callbacks = callbacks.Any(callback => callback is TrainingGuard) ? callbacks : [new TrainingGuard(), .. callbacks];
        _callbacks = _callbacks.Any(callback => callback is StopOnNaN) ? _callbacks : [new StopOnNaN(), .. _callbacks];
        _history = new History(model.Metrics);
        _firstEpoch = model.Position.Epoch;
        _display = FitDisplay.Create(verbosity, model.Metrics, progress);
        _context = new TrainingContext(model, _history, _firstEpoch + epochs) { Batches = train.Count, Accumulate = accumulate, Teller = _display.Say };
        _step = captured && accumulate == 1 ? Capture.Step(model.TrainStep) : null;
        (_accumulate, _accumulation) = (accumulate, accumulate == 1 ? null : new Accumulation(model, captured));
        _readsLoss = _callbacks.Any(callback => callback.ReadsBatchLoss);
    }

    public History Run()
    {
        _model.TakeUpRandom();
        _model.Preprocessing = Preprocessing.Of(_train.Dataset.Info);
        _train.Epoch = _firstEpoch;
        _train.Position = Math.Min(_model.Position.Batch, _train.Count);
        Build();
        _model.Module.Train();
        try
        {
            Call(callback => callback.BeforeFit(_context));
            while (_model.Position.Epoch < _context.LastEpoch && !IsStopping())
                RunEpoch();
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
        _history.EagerBecause = _step?.WhyEager ?? _accumulation?.WhyEager;
        return _history;
    }

    // Before the first step, which may be recorded: first values are drawn once.
    void Build()
    {
        if (!_model.Module.IsBuilt())
            _model.Module.Build(_train.Dataset.Read([0]).Input);
    }

    void RunEpoch()
    {
        TrainingPosition start = _model.Position;
        _context.Epoch = start.Epoch + 1;
        _context.Batch = start.Batch;
        _context.ClearLogs();
        _model.ResetMetrics();
        Call(callback => callback.BeforeEpoch(_context));
        Stopwatch watch = Stopwatch.StartNew();
        long samples = 0;
        _display.BeginEpoch(_context);
        if (start.Batch < _train.Count && !IsStopping())
        {
            foreach ((Tensor input, Tensor target) in _train)
            {
                RunBatch(input, target);
                samples += input.Shape[0];
                _display.Batch(_context, samples, watch.Elapsed, _model.TrainingMeter);
                if (IsStopping())
                    break;
            }
        }

        if (_model.Position.Batch >= _train.Count)
            EndEpoch(samples, watch);
    }

    void RunBatch(Tensor input, Tensor target)
    {
        _context.Batch++;
        Call(callback => callback.BeforeBatch(_context));
        Tensor loss = Step(input, target);
        TrainingPosition before = _model.Position;
        _model.Position = before with { Batch = before.Batch + 1, Step = before.Step + 1 };
        if (_readsLoss)
            _context.BatchLoss = loss.ToDouble();
        _context.LastBatch = (input, target);
        Call(callback => callback.AfterBatch(_context));
        _context.LastBatch = null;
    }

    // A replay does what was recorded, whatever the program means by now: the first step of an epoch is done both ways.
    Tensor Step(Tensor input, Tensor target)
    {
        if (_accumulation is not null)
            return Accumulate(_accumulation, input, target);
        if (_step is null)
            return _model.TrainStep(input, target);
        if (_context.Batch > 1)
            return _step.Run(input, target);
        (Tensor loss, string? difference) = _step.RunChecked(input, target);
        Note(difference);
        return loss;
    }

    // An update has the batches from a multiple of their number to the next, or to the end of the epoch.
    Tensor Accumulate(Accumulation accumulation, Tensor input, Tensor target)
    {
        long first = (_context.Batch - 1) / _accumulate * _accumulate, last = Math.Min(first + _accumulate, _train.Count);
        long samples = Math.Min(last * _train.BatchSize, _train.Dataset.Count) - (first * _train.BatchSize);
        (Tensor loss, string? difference) = accumulation.Add(input, target, (double)input.Shape[0] / samples, isChecked: _context.Batch == 1);
        Note(difference);
        if (_context.Batch == last)
            accumulation.Update();
        return loss;
    }

    void Note(string? difference)
    {
        if (difference is not null)
            _history.AddChange($"epoch {_context.Epoch}: {difference}");
    }

    void EndEpoch(long samples, Stopwatch watch)
    {
        TimeSpan trained = watch.Elapsed;
        OrderedDictionary<string, double> logs = _model.TrainingMeter.Read();
        if (_validation is not null)
        {
            foreach ((string name, double value) in _model.Measure(_validation, "val_"))
                logs[name] = value;
        }

        _model.Position = _model.Position with { Epoch = _context.Epoch, Batch = 0 };
        _context.Logs = logs;
        _history.Add(new EpochRecord(_context.Epoch, logs, _model.Optimizer.LearningRate, watch.Elapsed, samples));
        _display.EndEpoch(_context, samples, trained);
        Call(callback => callback.AfterEpoch(_context));
    }

    bool IsStopping()
    {
        if (_cancellation.IsCancellationRequested)
            _context.Stop("cancelled");
        return _context.StopReason is not null;
    }

    void Call(Action<Callback> hook)
    {
        foreach (Callback callback in _callbacks)
            hook(callback);
    }
}
