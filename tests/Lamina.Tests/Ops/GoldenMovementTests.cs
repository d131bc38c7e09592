using Lamina.TestKit.Goldens;

namespace Lamina.Tests.Ops;

/// <summary>Reductions, sorting, indexing and movement against PyTorch: values in float64 and float32, and gradients.</summary>
public sealed class GoldenMovementTests
{
    static readonly Dictionary<string, Func<Tensor[], GoldenArgs, Tensor[]>> Kinds = new()
    {
        ["prod"] = (x, a) => [x[0].Prod(Axes(a), Keep(a))],
        ["amax"] = (x, a) => [x[0].Amax(Axes(a), Keep(a))],
        ["amin"] = (x, a) => [x[0].Amin(Axes(a), Keep(a))],
        ["argmax"] = (x, a) => [x[0].ArgMax(a.Int("dim"), Keep(a))],
        ["argmin"] = (x, a) => [x[0].ArgMin(a.Int("dim"), Keep(a))],
        ["max"] = (x, a) => Both(x[0].Max(a.Int("dim"), Keep(a))),
        ["min"] = (x, a) => Both(x[0].Min(a.Int("dim"), Keep(a))),
        ["cumsum"] = (x, a) => [x[0].CumSum(a.Int("dim"))],
        ["cumprod"] = (x, a) => [x[0].CumProd(a.Int("dim"))],
        ["sort"] = (x, a) => Both(x[0].Sort(a.Int("dim"), a.Bool("descending", false))),
        ["topk"] = (x, a) => Both(x[0].TopK(a.Long("k"), a.Int("dim", -1), a.Bool("largest", true))),
        ["unique"] = (x, _) => x[0].Unique() is var (values, inverse, counts) ? [values, inverse, counts] : [],
        ["gather"] = (x, a) => [x[0].Gather(a.Int("dim"), x[1])],
        ["take_along_dim"] = (x, a) => [x[0].TakeAlongAxis(x[1], a.Int("dim"))],
        ["index_select"] = (x, a) => [x[0].IndexSelect(a.Int("dim"), x[1])],
        ["scatter"] = (x, a) => [x[0].Scatter(a.Int("dim"), x[1], x[2])],
        ["scatter_add"] = (x, a) => [x[0].ScatterAdd(a.Int("dim"), x[1], x[2])],
        ["masked_select"] = (x, _) => [x[0].MaskedSelect(x[1])],
        ["pad"] = (x, a) => [x[0].Pad(Pads(a), Mode(a), a.Double("value", 0))],
        ["roll"] = (x, a) => [Rolled(x[0], a)],
        ["flip"] = (x, a) => [x[0].Flip(Ints(a, "dims"))],
        ["tile"] = (x, a) => [x[0].Tile(Longs(a, "dims"))],
        ["repeat_interleave"] = (x, a) => [x[0].RepeatInterleave(a.Long("repeats"), a.Int("dim"))],
        ["expand"] = (x, a) => [x[0].Expand(Longs(a, "sizes"))],
        ["permute"] = (x, a) => [x[0].Permute(Ints(a, "dims"))],
        ["split"] = (x, a) => x[0].Split(Longs(a, "split_size_or_sections"), a.Int("dim")),
        ["chunk"] = (x, a) => x[0].Chunk(a.Long("chunks"), a.Int("dim")),
        ["tril"] = (x, a) => [x[0].Tril(a.Long("diagonal"))],
        ["cat"] = (x, a) => [Tensor.Concatenate(x, a.Int("dim"))],
        ["stack"] = (x, a) => [Tensor.Stack(x, a.Int("dim"))],
    };

    public static IEnumerable<TheoryDataRow<string>> Cases =>
        Golden.Names("ops").Where(name => Kinds.ContainsKey(Golden.Load("ops", name).Kind)).Select(name => new TheoryDataRow<string>(name));

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
    public void There_are_cases_of_every_kind()
    {
        HashSet<string> found = [.. Golden.All("ops").Select(golden => golden.Kind)];
        Assert.Empty(Kinds.Keys.Except(found));
    }

    static Tensor[] Both((Tensor Values, Tensor Indices) pair) => [pair.Values, pair.Indices];

    static int[] Axes(GoldenArgs args) => args.Has("dim") ? Ints(args, "dim") : [];

    static bool Keep(GoldenArgs args) => args.Bool("keepdim", false);

    static int[] Ints(GoldenArgs args, string name) => [.. args.List(name).Select(v => (int)v!.Value)];

    static long[] Longs(GoldenArgs args, string name) => [.. args.List(name).Select(v => v!.Value)];

    static PadMode Mode(GoldenArgs args) => Enum.Parse<PadMode>(args.Text("mode", "constant"), ignoreCase: true);

    // PyTorch lists pairs from the last axis on.
    static PadAmount[] Pads(GoldenArgs args) => [.. Longs(args, "pad").Chunk(2).Select(pair => new PadAmount(pair[0], pair[1])).Reverse()];

    static Tensor Rolled(Tensor x, GoldenArgs args)
    {
        long[] shifts = Longs(args, "shifts");
        if (!args.Has("dims"))
            return x.Roll(shifts[0]);
        int[] axes = Ints(args, "dims");
        for (int i = 0; i < axes.Length; i++)
            x = x.Roll(shifts[i], axes[i]);
        return x;
    }
}
