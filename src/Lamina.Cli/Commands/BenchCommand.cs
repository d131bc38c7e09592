using System.CommandLine;
using System.Globalization;
using Lamina.Benchmarks;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina bench</c>: how fast Lamina is on this machine, and against whom.</summary>
static class BenchCommand
{
    public static Command Make()
    {
        Argument<string[]> workload = new("workload") { Description = "Networks (mlp, cnn, resnet18 …) and kernels (matmul, conv, softmax …). Default: all of the mode.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> mode = new("--mode") { Description = "train, infer, kernel or all. Default: train, and kernel for kernels that are named." };
        Option<string> peer = new("--peer") { Description = "torch, ort, all or none.", DefaultValueFactory = _ => "all" };
        Option<int?> threads = Shared.Threads();
        Option<int?> rounds = Shared.Whole<int>("--rounds", "Rounds on a quiet machine that are wanted. Default: 7.");
        Option<double?> seconds = Shared.Real("--seconds", "Seconds after which no further round of a line begins. Default: 20.");
        Option<int?> batch = Shared.Whole<int>("--batch", "Samples of a step. Default: the table's, and 1 as well for predictions.");
        Option<bool> eager = new("--eager") { Description = "Measure Lamina op by op, too." };
        Option<bool> json = Shared.Json();
        Option<string?> memory = new("--memory-of") { Description = "Run a few steps of a workload and print the most bytes this process had.", Hidden = true };
        Option<string?> first = new("--first-step") { Description = "Train one step of this workload, and print how long after the start of the process it was done." };
        Command command = new("bench", "Measure speed and memory, alone and against PyTorch and ONNX Runtime.") { workload, mode, peer, threads, rounds, seconds, batch, eager, json, first, memory };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Shared.Apply(parsed.GetValue(threads));
            int? samples = parsed.GetValue(batch);
            if (samples < 1)
                throw new ArgumentException($"--batch must be 1 or more; got {samples}.");
            IReadOnlyList<BenchMode> modes = Modes(parsed.GetValue(mode));
            if (parsed.GetValue(memory) is { } alone)
            {
                Console.WriteLine(Bench.PeakBytes(alone, modes[0], samples ?? 1).ToString(CultureInfo.InvariantCulture));
                return 0;
            }

            if (parsed.GetValue(first) is { } start)
            {
                Console.WriteLine(Bench.FirstStepOf(start));
                return 0;
            }

            string peers = parsed.GetValue(peer)!;
            if (peers is not ("torch" or "ort" or "all" or "none"))
                throw new ArgumentException($"--peer is torch, ort, all or none; got '{peers}'.");
            int wanted = parsed.GetValue(rounds) ?? 7;
            if (wanted < 1)
                throw new ArgumentException($"--rounds must be 1 or more; got {wanted}.");
            BenchSettings settings = new()
            {
                Names = parsed.GetValue(workload) ?? [],
                Modes = modes,
                Torch = peers is "torch" or "all",
                OnnxRuntime = peers is "ort" or "all",
                Rounds = wanted,
                Seconds = parsed.GetValue(seconds) ?? 20,
                Batch = samples,
                Eager = parsed.GetValue(eager),
                Json = parsed.GetValue(json),
            };
            Bench.Run(settings, Console.Out, cancellation);
            return 0;
        });
        return command;
    }

    static IReadOnlyList<BenchMode> Modes(string? mode) => mode switch
    {
        null => [],
        "train" => [BenchMode.Train],
        "infer" => [BenchMode.Infer],
        "kernel" => [BenchMode.Kernel],
        "all" => [BenchMode.Train, BenchMode.Infer, BenchMode.Kernel],
        _ => throw new ArgumentException($"--mode is train, infer, kernel or all; got '{mode}'."),
    };
}
