using System.Text.Json;
using Lamina.TestKit.Goldens;

namespace Lamina.NN.Tests.Optim;

/// <summary>An optimizer golden brought to life: parameters, and an optimizer with the case's settings.</summary>
internal sealed class OptimizerCase
{
    readonly Golden _golden;
    readonly DType _dtype;
    readonly JsonElement _args;

    public OptimizerCase(string name, DType dtype)
    {
        (_golden, _dtype) = (Golden.Load("optimizers", name), dtype);
        _args = JsonDocument.Parse(_golden.Args.ToString()).RootElement;
        Parameters = [.. _golden.Numbered("param", dtype).Select(value => new Parameter(value.Clone()))];
        Optimizer = Make();
    }

    public Parameter[] Parameters { get; }

    public Optimizer Optimizer { get; }

    /// <summary>Steps <paramref name="first"/> … <paramref name="last"/> with the given gradients.</summary>
    public void Run(int first = 1, int last = 20)
    {
        for (int step = first; step <= last; step++)
        {
            if (_args.TryGetProperty("lr_from_step", out JsonElement rates) && rates.TryGetProperty(step.ToString(), out JsonElement rate))
                Optimizer.LearningRate = rate.GetDouble();
            Optimizer.ZeroGrad();
            for (int i = 0; i < Parameters.Length; i++)
            {
                string key = $"grad.step{step}.{i}";
                Parameters[i].Grad = _golden.Has(key) ? _golden[key, _dtype].Clone() : null;
            }

            if (_golden.Args.Has("clip_grad_norm"))
                Clip.GradientNorm(Parameters, _golden.Args.Double("clip_grad_norm", 0));
            Optimizer.Step();
        }
    }

    public void Check()
    {
        for (int i = 0; i < Parameters.Length; i++)
            _golden.Check($"after.{i}", Parameters[i]);
    }

    Optimizer Make()
    {
        GoldenArgs args = _golden.Args;
        double Or(string name, double otherwise) => args.Double(name, otherwise);
        (double beta1, double beta2) = _args.TryGetProperty("betas", out JsonElement betas) ? (betas[0].GetDouble(), betas[1].GetDouble()) : (0.9, 0.999);
        if (args.Has("groups"))
            return Groups();
        return _golden.Kind switch
        {
            "SGD" => new Sgd(Parameters, Or("lr", double.NaN), Or("momentum", 0), Or("dampening", 0), args.Bool("nesterov", false), Or("weight_decay", 0)),
            "Adam" when !args.Has("lr") => new Adam(Parameters),
            "Adam" => new Adam(Parameters, Or("lr", 0), beta1, beta2, Or("eps", 1e-8), Or("weight_decay", 0), args.Bool("amsgrad", false)),
            "AdamW" when !args.Has("lr") => new AdamW(Parameters),
            "AdamW" => new AdamW(Parameters, Or("lr", 0), beta1, beta2, Or("eps", 1e-8), Or("weight_decay", 0.01), args.Bool("amsgrad", false)),
            "RMSprop" when !args.Has("lr") => new RmsProp(Parameters),
            "RMSprop" => new RmsProp(Parameters, Or("lr", 0), Or("alpha", 0.99), Or("eps", 1e-8), args.Bool("centered", false), Or("momentum", 0), Or("weight_decay", 0)),
            "Adagrad" when !args.Has("lr") => new Adagrad(Parameters),
            "Adagrad" => new Adagrad(Parameters, Or("lr", 0), Or("lr_decay", 0), Or("weight_decay", 0), Or("initial_accumulator_value", 0), Or("eps", 1e-10)),
            "Adadelta" => new Adadelta(Parameters, Or("lr", 1), Or("rho", 0.9), Or("eps", 1e-6), Or("weight_decay", 0)),
            "Adamax" => new Adamax(Parameters, Or("lr", 2e-3), beta1, beta2, Or("eps", 1e-8), Or("weight_decay", 0)),
            "RAdam" => new RAdam(Parameters, Or("lr", 1e-3), beta1, beta2, Or("eps", 1e-8), Or("weight_decay", 0)),
            "Rprop" when !args.Has("lr") => new Rprop(Parameters),
            "Rprop" => new Rprop(Parameters, Or("lr", 0), Pair("etas", 0), Pair("etas", 1), Pair("step_sizes", 0), Pair("step_sizes", 1)),
            "SparseAdam" => new SparseAdam(Parameters, Or("lr", 1e-3), beta1, beta2, Or("eps", 1e-8)),
            "ASGD" when !args.Has("lr") => new Asgd(Parameters),
            "ASGD" => new Asgd(Parameters, Or("lr", 0), Or("lambd", 0), Or("alpha", 0), Or("t0", 0), Or("weight_decay", 0)),
            _ => throw new NotSupportedException(_golden.Kind),
        };
    }

    double Pair(string name, int place) => _args.GetProperty(name)[place].GetDouble();

    AdamW Groups()
    {
        AdamW optimizer = new();
        foreach (JsonElement group in _args.GetProperty("groups").EnumerateArray())
        {
            (double rate, double decay) = (group.GetProperty("lr").GetDouble(), group.GetProperty("weight_decay").GetDouble());
            optimizer.AddGroup(
                group.GetProperty("params").EnumerateArray().Select(i => Parameters[i.GetInt32()]),
                settings => settings with { LearningRate = rate, WeightDecay = decay });
        }

        return optimizer;
    }
}
