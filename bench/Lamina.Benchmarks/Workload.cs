using System.Diagnostics;
using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Benchmarks;

/// <summary>A training step: zero gradients, forward, loss, backward, update.</summary>
sealed class Workload
{
    const int Batch = 32, Least = 3;

    readonly Module<Tensor, Tensor> _net;
    readonly Optimizer _optimizer;
    readonly Tensor _x, _labels;
    readonly Step _captured;

    Workload(string name, Module<Tensor, Tensor> net, Func<IEnumerable<Parameter>, Optimizer> optimizer, Shape shape)
    {
        (Name, _net, _optimizer) = (name, net, optimizer(net.Parameters()));
        _x = Tensor.Normal(shape, 0, 1, generator: new Generator(1));
        _labels = Tensor.RandInt([Batch], 0, 10, generator: new Generator(2));
        _captured = Capture.Step(Train);
    }

    public static string[] Names => ["mlp", "cnn", "lenet"];

    public string Name { get; }

    public static Workload Make(string name) => name switch
    {
        "mlp" => new(
            name,
            new Sequential(new Linear(784, 64), new Relu(), new Linear(64, 64), new Relu(), new Linear(64, 10)),
            parameters => new Adam(parameters),
            [Batch, 784]),
        "cnn" => new(
            name,
            new Sequential(
                new Conv2d(1, 32, 3), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(32 * 13 * 13, 128), new Relu(), new Linear(128, 10)),
            parameters => new Adam(parameters),
            [Batch, 1, 28, 28]),
        _ => new(name, new LeNet5(), parameters => new Sgd(parameters, 0.01, momentum: 0.9), [Batch, 1, 32, 32]),
    };

    /// <summary>Milliseconds of a step, over at least the given time.</summary>
    public Turn Eager(int milliseconds) => Time(() => Train(_x, _labels), milliseconds);

    /// <summary>Milliseconds of a step that is replayed.</summary>
    public Turn Captured(int milliseconds)
    {
        _captured.Run(_x, _labels);
        Turn time = Time(() => _captured.Run(_x, _labels), milliseconds);
        return _captured.WhyEager is null ? time : throw new InvalidOperationException($"{Name} is not replayed: {_captured.WhyEager}.");
    }

    /// <summary>Managed bytes that a replayed step allocates on the calling thread.</summary>
    public long CapturedAllocations()
    {
        _captured.Run(_x, _labels);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            _captured.Run(_x, _labels);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    /// <summary>Managed bytes that an eager step allocates on the calling thread.</summary>
    public long EagerAllocations()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Train(_x, _labels);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    /// <summary>Milliseconds that the collector stops the program for, a step, over 500 eager steps.</summary>
    public double Pauses()
    {
        TimeSpan before = GC.GetTotalPauseDuration();
        for (int i = 0; i < 500; i++)
            Train(_x, _labels);
        return (GC.GetTotalPauseDuration() - before).TotalMilliseconds / 500;
    }

    /// <summary>Milliseconds of the phases of an eager step: zero, forward, loss, backward, update.</summary>
    public double[] Phases()
    {
        long[] at = new long[6];
        at[0] = Stopwatch.GetTimestamp();
        _optimizer.ZeroGrad();
        at[1] = Stopwatch.GetTimestamp();
        Tensor y = _net.Call(_x);
        at[2] = Stopwatch.GetTimestamp();
        Tensor loss = Loss.CrossEntropy(y, _labels);
        at[3] = Stopwatch.GetTimestamp();
        loss.Backward();
        at[4] = Stopwatch.GetTimestamp();
        _optimizer.Step();
        at[5] = Stopwatch.GetTimestamp();
        return [.. at.Skip(1).Zip(at, (end, start) => Stopwatch.GetElapsedTime(start, end).TotalMilliseconds)];
    }

    Tensor Train(Tensor x, Tensor labels)
    {
        _optimizer.ZeroGrad();
        Tensor loss = Loss.CrossEntropy(_net.Call(x), labels);
        loss.Backward();
        _optimizer.Step();
        return loss;
    }

    static Turn Time(Func<Tensor> step, int milliseconds)
    {
        List<double> times = new(1024);
        long start = Stopwatch.GetTimestamp(), end = start;
        while (times.Count < Least || Stopwatch.GetElapsedTime(start, end).TotalMilliseconds < milliseconds)
        {
            long begin = end;
            step();
            end = Stopwatch.GetTimestamp();
            times.Add(Stopwatch.GetElapsedTime(begin, end).TotalMilliseconds);
        }

        return new Turn(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds / times.Count, Rounds.Median(times));
    }
}
