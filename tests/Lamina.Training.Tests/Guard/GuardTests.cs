using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Each fault is planted in an MLP, a CNN and an LSTM, and is to be noticed within 200 steps.</summary>
[Collection(nameof(Alone))]
public class GuardTests
{
    static void IsNoticed(string rule, Func<GuardCase, History> train)
    {
        foreach (string kind in GuardCase.Kinds)
        {
            History history = train(GuardCase.Make(kind));
            GuardWarning? warning = history.Warnings.FirstOrDefault(warning => warning.Rule == rule);
            Assert.True(warning is not null, $"{rule} was not noticed in the {kind}; what was: {string.Join(" | ", history.Warnings)}");
            Assert.InRange(warning.Step, 1, 200);
            Assert.DoesNotContain('\n', warning.Message);
            Assert.StartsWith($"guard: {rule} (step {warning.Step}): ", warning.ToString());
            Assert.Single(history.Warnings, other => other.Rule == rule);
        }
    }

    [Fact]
    public void Healthy_trainings_raise_nothing_captured_or_eager()
    {
        foreach (string kind in GuardCase.Kinds)
        {
            foreach (bool captured in (bool[])[true, false])
            {
                foreach (Optimizer optimizer in (Optimizer[])[new Adam(0.01), new Sgd(0.05, momentum: 0.9)])
                {
                    GuardCase healthy = GuardCase.Make(kind);
                    healthy.Optimizer = optimizer;
                    History history = healthy.Fit(healthy.Network(), captured: captured);
                    Assert.True(history.Warnings.Count == 0, $"{kind}, {optimizer.GetType().Name}, captured {captured}: {string.Join(" | ", history.Warnings)}");
                    Assert.Null(history.EagerBecause);
                }
            }
        }
    }

    [Fact]
    public void Nor_do_normalizations_recurrent_readers_and_regressions()
    {
        Generator.Default.Reset(2);
        Tensor x = Tensor.Randn([96, 8]), line = x.Sum([1], keepDims: true);
        foreach ((string name, Model model, IDataset data) in ((string, Model, IDataset)[])
        [
            ("batch normalization", Problems.Cnn(dropout: true).Compile(new Adam(0.003), Loss.CrossEntropy(labelSmoothing: 0.1)), Problems.Bars()),
            ("reader", Problems.Reader().Compile(new Adam(0.003), Loss.CrossEntropy()), Problems.Sentences()),
            ("regression", Problems.Fill(new Sequential(new Linear(8, 16), new Tanh(), new Linear(16, 1))).Compile(new Sgd(0.05), Loss.MeanSquaredError()), new ArrayDataset(x, line)),
            ("binary", Problems.Fill(new Sequential(new Linear(8, 16), new Relu(), new Linear(16, 1))).Compile(new Adam(0.01), Loss.BinaryCrossEntropyWithLogits()), new ArrayDataset(x, line.Greater(0).To(DType.Float32))),
        ])
        {
            History history = model.Fit(data, epochs: 70, verbose: Verbosity.Silent);
            Assert.True(history.Warnings.Count == 0, $"{name}: {string.Join(" | ", history.Warnings)}");
        }
    }

    [Fact]
    public void A_loss_that_is_no_number() => IsNoticed("loss-not-finite", planted =>
    {
        float[] values = planted.X.ToArray<float>();
        values[700] = float.NaN;
        planted.X = Tensor.From<float>(values, planted.X.Shape);
        return planted.Fit(planted.Network(), epochs: 1, callbacks: new StopOnNaN(enabled: false));
    });

    [Fact]
    public void A_loss_that_grows() => IsNoticed("loss-grows", planted =>
    {
        planted.Loss = Loss.MeanSquaredError();
        planted.Optimizer = new Adam(0.01);
        return planted.Fit(planted.Network(1), Floats(planted), callbacks: new LambdaCallback(beforeBatch: context =>
            context.Model.Optimizer.LearningRate = context.Step < 10 ? 0.01 : 5));
    });

    [Fact]
    public void Inputs_that_are_not_normalized()
    {
        IsNoticed("input-not-normalized", planted =>
        {
            planted.X = (planted.X + 1) * 100;
            return planted.Fit(planted.Network(), epochs: 1);
        });
        IsNoticed("input-not-normalized", planted =>
        {
            planted.X = Tensor.Zeros(planted.X.Shape);
            return planted.Fit(planted.Network(), epochs: 1);
        });
    }

    [Fact]
    public void Labels_out_of_range()
    {
        IsNoticed("labels-out-of-range", planted =>
        {
            planted.Loss = Loss.BinaryCrossEntropyWithLogits();
            return planted.Fit(planted.Network(1), Floats(planted) + 1, epochs: 1);
        });
        IsNoticed("labels-out-of-range", planted =>
        {
            planted.Loss = Loss.CrossEntropy();
            return planted.Fit(planted.Network(), Tensor.Full([96, 2], 3f), epochs: 1);
        });
    }

    [Fact]
    public void Evaluation_mode_in_training() => IsNoticed("train-eval-mode", planted =>
        planted.Fit(planted.Network(), epochs: 1, callbacks: new LambdaCallback(beforeBatch: context => context.Model.Module.Eval())));

    [Fact]
    public void A_layer_without_gradient() => IsNoticed("no-gradient", planted =>
    {
        planted.Middle = new Bypass(16);
        return planted.Fit(planted.Network(), epochs: 1);
    });

    [Fact]
    public void A_layer_whose_gradient_is_zero() => IsNoticed("zero-gradient", planted =>
    {
        planted.Middle = new TimesZero();
        return planted.Fit(planted.Network());
    });

    [Fact]
    public void Gradients_that_explode() => IsNoticed("exploding-gradients", planted =>
    {
        Sequential network = planted.Network();
        foreach (Parameter parameter in network.Parameters())
            parameter.Load(parameter.Value.Detach() * 1e4);
        planted.Optimizer = new Sgd(1e-6);
        return planted.Fit(network);
    });

    [Fact]
    public void Gradients_that_vanish() => IsNoticed("vanishing-gradients", planted =>
    {
        Sequential deep = new([.. Enumerable.Range(0, 12).SelectMany(_ => (Module<Tensor, Tensor>[])[new Linear(16, 16), new Sigmoid()])]);
        planted.Middle = Problems.Fill(deep);
        return planted.Fit(planted.Network());
    });

    [Fact]
    public void A_learning_rate_far_too_high() => IsNoticed("learning-rate-high", planted =>
    {
        planted.Optimizer = new Adam(5);
        return planted.Fit(planted.Network(), epochs: 10);
    });

    [Fact]
    public void A_learning_rate_far_too_low() => IsNoticed("learning-rate-low", planted =>
    {
        planted.Optimizer = new Sgd(1e-12);
        return planted.Fit(planted.Network());
    });

    [Fact]
    public void Relus_that_are_dead()
    {
        foreach (bool captured in (bool[])[true, false])
        {
            IsNoticed("dead-relu", planted =>
            {
                Parameter bias = planted.Features.Parameters()[^1];
                bias.Load(Tensor.Full(bias.Shape, -100f));
                return planted.Fit(planted.Network(), captured: captured);
            });
        }
    }

    [Fact]
    public void A_loss_at_chance() => IsNoticed("loss-at-chance", planted =>
    {
        // The input does not reach the last layer.
        planted.Middle = new TimesZero();
        return planted.Fit(planted.Network());
    });

    [Fact]
    public void Gradients_that_are_not_zeroed_in_a_loop_of_ones_own()
    {
        foreach (string kind in GuardCase.Kinds)
        {
            foreach (bool forgets in (bool[])[true, false])
            {
                GuardCase own = GuardCase.Make(kind);
                Sequential network = own.Network();
                Adam optimizer = new(network.Parameters(), 0.01);
                TrainingGuard guard = new();
                List<GuardWarning> found = [];
                for (int step = 0; step < 200; step++)
                {
                    Tensor x = own.X.Slice(0, step % 3 * 32, (step % 3 * 32) + 32), y = Tensor.From<long>(own.Labels.AsSpan(step % 3 * 32, 32), [32]);
                    if (!forgets)
                        optimizer.ZeroGrad();
                    Tensor loss = Loss.CrossEntropy(network.Call(x), y);
                    loss.Backward();
                    optimizer.Step();
                    found.AddRange(guard.Look(network, optimizer, loss, x, y));
                }

                Assert.Equal(forgets, found.Any(warning => warning.Rule == "gradients-not-zeroed"));
                Assert.Equal(found, guard.Warnings);
                if (!forgets)
                    Assert.Empty(found);
            }
        }
    }

    [Fact]
    public void A_loop_of_ones_own_is_told_of_labels_beyond_its_outputs_and_of_parameters_that_nobody_trains()
    {
        GuardCase own = GuardCase.Make("MLP");
        Sequential network = own.Network();
        Adam optimizer = new(own.Features.Parameters(), 0.01);
        TrainingGuard guard = new();
        Tensor labels = Tensor.From<long>(own.Labels, [96]) + 1;
        for (int step = 0; step < 60; step++)
        {
            optimizer.ZeroGrad();
            Tensor loss = network.Call(own.X).Square().Mean();
            loss.Backward();
            optimizer.Step();
            guard.Look(network, optimizer, loss, own.X, labels);
        }

        Assert.Contains(guard.Warnings, warning => warning is { Rule: "labels-out-of-range", Step: 50 } && warning.Message.Contains("from 1 to 2", StringComparison.Ordinal));
        Assert.Contains(guard.Warnings, warning => warning.Rule == "no-gradient" && warning.Message.Contains("the optimizer does not have 2.weight", StringComparison.Ordinal));
    }

    [Fact]
    public void Training_comes_to_the_same_bits_with_a_guard_and_without()
    {
        HashSet<string> hashes = [];
        foreach (bool guarded in (bool[])[true, false])
        {
            GuardCase own = GuardCase.Make("CNN");
            Sequential network = own.Network();
            Model model = network.Compile(own.Optimizer, own.Loss);
            model.Fit(own.X, Tensor.From<long>(own.Labels, [96]), epochs: 40, callbacks: [new TrainingGuard(guarded)], verbose: Verbosity.Silent);
            hashes.Add(Problems.Hash(model));
        }

        Assert.Single(hashes);
    }

    [Fact]
    public void Updates_of_several_batches_are_looked_at_between()
    {
        GuardCase own = GuardCase.Make("MLP");
        History history = own.Network().Compile(own.Optimizer, own.Loss).Fit(own.X, Tensor.From<long>(own.Labels, [96]), epochs: 70, accumulate: 2, verbose: Verbosity.Silent);
        Assert.Empty(history.Warnings);
    }

    [Fact]
    public void Rules_can_be_switched_off_by_name_and_are_all_explained()
    {
        GuardCase own = GuardCase.Make("MLP");
        own.X *= 500;
        History history = own.Fit(own.Network(), epochs: 1, callbacks: new TrainingGuard(except: ["input-not-normalized"]));
        Assert.DoesNotContain(history.Warnings, warning => warning.Rule == "input-not-normalized");
        Assert.Contains("It has: loss-not-finite", Assert.Throws<ArgumentException>(() => new TrainingGuard(except: ["none"])).Message);
        Assert.Empty(own.Fit(own.Network(), epochs: 1, callbacks: new TrainingGuard(enabled: false)).Warnings);

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lamina.slnx")))
            folder = folder.Parent;
        string guide = File.ReadAllText(Path.Combine(folder!.FullName, "docs", "guides", "guard.md"));
        Assert.All(TrainingGuard.RuleNames, name => Assert.Contains($"## {name}\n", guide));
    }

    static Tensor Floats(GuardCase planted) => Tensor.From<long>(planted.Labels, [96, 1]).To(DType.Float32);

    sealed class Bypass(int size) : Module<Tensor, Tensor>
    {
        readonly Linear _unused = new(size, size);

        public override Tensor Forward(Tensor x) => x + _unused.Forward(x).Detach();
    }

    sealed class TimesZero : Module<Tensor, Tensor>
    {
        public override Tensor Forward(Tensor x) => x * 0;
    }
}
