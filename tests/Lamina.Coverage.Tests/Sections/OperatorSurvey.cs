using Lamina.Graphs;
using Lamina.TestKit;
using Lamina.Tests.Ops;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>Runs the whole catalogue, forward and backward, and notes which operators it comes to.</summary>
sealed class OperatorSurvey
{
    readonly Dictionary<string, FunctionFacts> _functions = [];

    readonly Dictionary<string, List<TraceStep>> _steps = [], _gradients = [];

    OperatorSurvey()
    {
    }

    public Dictionary<string, OperatorFacts> Operators { get; } = [];

    public static OperatorSurvey Take()
    {
        OperatorSurvey survey = new();
        foreach (OpCase function in Catalogue.All)
            survey.Run(function);
        survey.RunRandom();
        foreach (string name in survey._steps.Keys.Concat(survey._gradients.Keys).Distinct())
        {
            bool forward = survey._steps.TryGetValue(name, out List<TraceStep>? steps);
            survey.Operators.Add(name, Facts(forward ? steps! : survey._gradients[name], forward));
        }

        return survey;
    }

    public FunctionFacts Function(string name) => _functions[name];

    void Run(OpCase function)
    {
        Tensor[] inputs = OpChecks.Leaves(function, 0);
        using Trace trace = Trace.Open();
        Tensor result = function.Run(inputs);
        TraceStep[] own = [.. trace.Steps];
        string gradient = function.IsDifferentiable ? "yes" : WhyNoGradient(result, own);
        _functions[function.Name] = new FunctionFacts([.. own.Select(step => step.Op.Name).Distinct()], gradient, trace.Obstacle is null && own.All(step => !step.Op.IsRandom) && Export.IsPossible(own, inputs));
        if (function.IsDifferentiable && result.RequiresGrad)
            result.Sum().Backward();
        for (int i = 0; i < trace.Steps.Count; i++)
            Note(i < own.Length ? _steps : _gradients, trace.Steps[i]);
    }

    static string WhyNoGradient(Tensor result, TraceStep[] steps)
    {
        if (result.DType == DType.Bool)
            return "no: its result is true or false";
        if (!IsFloat(result))
            return "no: its result is whole numbers";
        return steps.Where(step => step.Inputs.Length > 0).Select(step => step.Op.NonDifferentiable).FirstOrDefault(reason => reason is not null) is { } reason ? $"no: {reason}" : "not tried by this case";
    }

    // Sources of random numbers have no reference, hence no case.
    void RunRandom()
    {
        using Trace trace = Trace.Open();
        Tensor.Bernoulli([2], 0.5);
        Tensor.Permutation(3);
        Tensor.Rand([2]);
        Tensor.RandInt([2], 0, 3);
        Tensor.Randn([2]);
        foreach (TraceStep step in trace.Steps)
            Note(_steps, step);
    }

    static void Note(Dictionary<string, List<TraceStep>> steps, TraceStep step)
    {
        if (!steps.TryGetValue(step.Op.Name, out List<TraceStep>? list))
            steps.Add(step.Op.Name, list = []);
        list.Add(step);
    }

    static OperatorFacts Facts(List<TraceStep> steps, bool forward)
    {
        string gradient = steps.Select(GradientOf).OrderBy(reason => reason == "yes" ? 0 : 1).ThenBy(reason => reason, StringComparer.Ordinal).First();
        return new OperatorFacts(gradient, Export.Of(steps, forward));
    }

    static string GradientOf(TraceStep step)
    {
        if (step.Op.NonDifferentiable is { } reason)
            return $"no: {reason}";
        return step.Inputs.Any(IsFloat) && step.Outputs.Any(IsFloat) ? "yes" : step.Inputs.Length == 0 ? "no: it takes nothing" : "no: integers or bools";
    }

    static bool IsFloat(Tensor tensor) => tensor.DType.IsFloatingPoint();
}
