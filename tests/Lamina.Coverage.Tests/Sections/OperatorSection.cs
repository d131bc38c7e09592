using System.Reflection;
using System.Text.RegularExpressions;
using Lamina.TestKit;
using Lamina.Tests.Ops;

namespace Lamina.Coverage.Tests.Sections;

/// <summary>The operators of the engine, and the functions that the catalogue of ops tries.</summary>
static class OperatorSection
{
    public static IEnumerable<string> Lines
    {
        get
        {
            OperatorSurvey survey = OperatorSurvey.Take();
            Table operators = new("operator", "gradient", "ONNX");
            foreach ((string name, OperatorFacts facts) in survey.Operators)
                operators.Add(name, facts.Gradient, facts.Export);
            Table functions = new("function", "operators", "gradient", "second derivative checked", "exported");
            foreach (OpCase function in Catalogue.All)
            {
                FunctionFacts facts = survey.Function(function.Name);
                string parts = facts.Operators.Count == 0 ? Table.None : string.Join(", ", facts.Operators);
                functions.Add(function.Name, parts, facts.Gradient, Table.YesNo(function is { IsDifferentiable: true, HasSecondDerivative: true }), Table.YesNo(facts.IsExported));
            }

            return
            [
                "## Operators of the engine", "",
                $"{operators.Count} operators, each run by a case of the catalogue of the tests. *ONNX*: by a translation of its own, by its parts (what it decomposes into), as a constant, or not at all; operators that only a gradient or an optimizer runs need none.", "",
                .. operators.Lines,
                "## Functions of the engine", "",
                $"{functions.Count} cases of the catalogue: functions of tensors, some with settings that take another way. *Exported*: every operator that depends on the inputs goes to ONNX.", "",
                .. functions.Lines,
                $"Public functions of `Tensor` that no case calls by their name; other tests may: {string.Join(", ", NotCalled())}.", "",
            ];
        }
    }

    static IEnumerable<string> NotCalled()
    {
        string cases = string.Concat(Directory.GetFiles(Path.Combine(Checkout.Root, "tests", "Lamina.Tests", "Ops"), "Catalogue*.cs").Select(File.ReadAllText));
        return typeof(Tensor).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && GivesTensors(method.ReturnType))
            .Select(method => method.Name)
            .Distinct()
            .Where(name => !Regex.IsMatch(cases, $@"\.{Regex.Escape(name)}\b"))
            .Order(StringComparer.Ordinal);
    }

    static bool GivesTensors(Type type) => type == typeof(Tensor) || type == typeof(Tensor[]) || (type.IsGenericType && type.GetGenericArguments().Contains(typeof(Tensor)));
}
