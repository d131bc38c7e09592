using Lamina.TestKit.Goldens;

namespace Lamina.Tests.Ops;

public sealed partial class GoldenTests
{
    static Dictionary<string, Func<Tensor[], GoldenArgs, Tensor[]>> Movement => new()
    {
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
