using System.Reflection;
using Lamina.Graphs;
using Lamina.Ops;
using Lamina.Ops.Elementwise;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

/// <summary>Every op of the library is in the catalogue, and every op keeps the parts of the contract that types cannot hold.</summary>
public sealed class RegistryTests
{
    // Ops whose gradient no case checks, with the reason.
    static readonly Dictionary<string, string> UncheckedGradients = new()
    {
        ["clamp_in_place"] = "it writes over the values that its gradient needs, which the engine refuses: ElementwiseTests",
    };

    static readonly Lazy<Findings> All = new(Collect);

    static IEnumerable<Type> OpTypes => typeof(Op).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(Op)));

    static IEnumerable<Type> FormulaTypes =>
        typeof(Op).Assembly.GetTypes().Where(type => type is { IsValueType: true, IsGenericType: false, IsNested: false } && type.IsAssignableTo(typeof(IFormula)));

    [Fact]
    public void Every_op_has_a_case()
    {
        // Random ops have no reference: RandomTests and RandomDistributionTests hold their bits and distributions.
        string[] missing = [.. OpTypes.Where(type => !All.Value.Types.Contains(type) && !type.IsAssignableTo(typeof(RandomOp))).Select(type => type.Name).Order()];
        Assert.True(missing.Length == 0, $"No case of the catalogue runs {string.Join(", ", missing)}. Add a line for each.");
    }

    [Fact]
    public void Every_formula_has_a_case()
    {
        string[] missing = [.. FormulaTypes.Where(type => !All.Value.Formulas.Contains(type)).Select(type => type.Name).Order()];
        Assert.True(missing.Length == 0, $"No case of the catalogue runs {string.Join(", ", missing)}. Add a line for each.");
    }

    [Fact]
    public void Every_gradient_is_checked_or_denied_with_a_reason()
    {
        string[] missing = [.. All.Value.Differentiable.Except(All.Value.Checked).Except(UncheckedGradients.Keys).Order()];
        Assert.True(missing.Length == 0, $"These take and give floats and name no reason to have no gradient, but no case checks one: {string.Join(", ", missing)}.");
    }

    [Fact]
    public void Attributes_are_plain_data()
    {
        foreach (Op op in All.Value.Ops)
        {
            foreach (OpAttribute attribute in op.Attributes)
                Assert.True(IsPlain(attribute.Type, attribute.Value), $"{op.Name}: the attribute {attribute.Name} is a {attribute.Type.Name}, which is no plain data.");
            object? formula = op.GetType().GetProperty("Formula", BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(op);
            if (formula is not null)
                Assert.True(op.Attributes.Count >= Numbers(formula), $"{op.Name}: {formula.GetType().Name} has {Numbers(formula)} properties and lists {op.Attributes.Count} attributes.");
        }
    }

    [Fact]
    public void Ops_built_alike_are_equal()
    {
        foreach (OpCase op in Catalogue.All)
        {
            Op[] first = Run(op), second = Run(op);
            Assert.Equal(first, second);
            for (int i = 0; i < first.Length; i++)
                Assert.True(first[i].GetHashCode() == second[i].GetHashCode(), $"{first[i].Name}: two ops built alike have different hashes.");
        }
    }

    static Op[] Run(OpCase op)
    {
        using Trace trace = Trace.Open();
        op.Run(OpChecks.Leaves(op, 0));
        return [.. trace.Steps.Select(step => step.Op)];
    }

    static Findings Collect()
    {
        Findings findings = new([], [], [], [], []);
        foreach (OpCase op in Catalogue.All)
        {
            using Trace trace = Trace.Open();
            op.Run(OpChecks.Leaves(op, 0));
            OpChecks.Gradient(op);
            OpChecks.SecondDerivative(op);
            foreach (TraceStep step in trace.Steps)
                Note(step, findings);
        }

        return findings;
    }

    static void Note(TraceStep step, Findings findings)
    {
        Type type = step.Op.GetType();
        findings.Ops.Add(step.Op);
        findings.Types.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        AddFormulas(type, findings.Formulas);
        if (step.Op.NonDifferentiable is not null || !step.Inputs.Any(IsFloat) || !step.Outputs.Any(IsFloat))
            return;
        findings.Differentiable.Add(step.Op.Name);
        if (step.Inputs.Any(input => input.RequiresGrad))
            findings.Checked.Add(step.Op.Name);
    }

    static void AddFormulas(Type type, HashSet<Type> formulas)
    {
        foreach (Type argument in type.GetGenericArguments())
        {
            formulas.Add(argument);
            AddFormulas(argument, formulas);
        }
    }

    static bool IsFloat(Tensor tensor) => tensor.DType.IsFloatingPoint();

    // Numbers and the like, and structs with equality over them; lists inside such a struct are arrays. An op is data itself.
    static bool IsPlain(Type type, object value) =>
        type.IsPrimitive || type.IsEnum || value is string or Shape or Scalar
        || (value is Op op && op.Attributes.All(a => IsPlain(a.Type, a.Value)))
        || (value is Array list && list.Cast<object>().All(item => IsPlain(item.GetType(), item)))
        || (type.IsValueType && type.IsAssignableTo(typeof(IEquatable<>).MakeGenericType(type)) && Fields(type).All(f => f.GetValue(value) is not { } part || IsPlain(part.GetType(), part)));

    static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.GetIndexParameters().Length == 0);

    // The numbers of a formula, through the formulas it wraps.
    static int Numbers(object formula) => Properties(formula.GetType()).Where(p => p.SetMethod is not null).Sum(p =>
        p.PropertyType.IsAssignableTo(typeof(IFormula)) ? Numbers(p.GetValue(formula)!) : 1);

    sealed record Findings(HashSet<Op> Ops, HashSet<Type> Types, HashSet<Type> Formulas, SortedSet<string> Differentiable, SortedSet<string> Checked);
}
