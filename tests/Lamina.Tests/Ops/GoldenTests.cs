using Lamina.TestKit.Goldens;

namespace Lamina.Tests.Ops;

/// <summary>Every golden file of an op against PyTorch: values in float64 and float32, and gradients.</summary>
public sealed partial class GoldenTests
{
    // How PyTorch's functions are called here.
    static readonly Dictionary<string, Func<Tensor[], GoldenArgs, Tensor[]>> Kinds = new([.. Elementwise, .. Products, .. Reductions, .. Movement, .. Windows]);

    public static IEnumerable<TheoryDataRow<string>> Cases => Golden.Names("ops").Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_and_gradients_are_those_of_PyTorch(string name)
    {
        Golden golden = Golden.Load("ops", name);
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32])
        {
            Tensor[] inputs = [.. golden.Numbered("input", dtype)];
            for (int i = 0; i < inputs.Length; i++)
            {
                if (golden.Has($"grad.input.{i}"))
                    inputs[i] = inputs[i].Clone().RequireGrad();
            }

            Tensor[] outputs = Kinds[golden.Kind](inputs, golden.Args);
            Assert.Equal(golden.Under("output.").Count(), outputs.Length);
            Tensor? total = null;
            for (int i = 0; i < outputs.Length; i++)
            {
                golden.Check($"output.{i}", outputs[i]);
                if (golden.Has($"grad_output.{i}") && outputs[i].RequiresGrad)
                {
                    Tensor part = (outputs[i] * golden[$"grad_output.{i}", dtype]).Sum();
                    total = total is null ? part : total + part;
                }
            }

            total?.Backward();
            for (int i = 0; i < inputs.Length; i++)
            {
                if (golden.Has($"grad.input.{i}"))
                    golden.Check($"grad.input.{i}", inputs[i].Grad!);
            }
        }
    }

    [Fact]
    public void Every_kind_has_a_case_and_every_case_a_kind()
    {
        HashSet<string> found = [.. Golden.All("ops").Select(golden => golden.Kind)];
        Assert.Empty(Kinds.Keys.Except(found));
        Assert.Empty(found.Except(Kinds.Keys));
    }

    static Tensor[] Both((Tensor Values, Tensor Indices) pair) => [pair.Values, pair.Indices];

    static int[] Axes(GoldenArgs args) => args.Has("dim") && args.List("dim") is not [null] ? Ints(args, "dim") : [];

    static bool Keep(GoldenArgs args) => args.Bool("keepdim", false);

    static int[] Ints(GoldenArgs args, string name) => [.. args.List(name).Select(v => (int)v!.Value)];

    static long[] Longs(GoldenArgs args, string name) => [.. args.List(name).Select(v => v!.Value)];
}
