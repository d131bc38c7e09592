using Lamina.Simd;

namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>
/// 3×3 convolution of stride 1 in float32 by Winograd's F(4×4, 3×3): tiles of 4×4 outputs from 36 products a channel instead of 144.
/// See <see cref="Points"/> for the transforms and their error.
/// </summary>
/// <remarks>
/// A value that is not finite reaches all outputs of the tiles that read it, not only its own windows. Needs the 32 registers of 512-bit vectors;
/// narrower tiers sum directly.
/// </remarks>
internal static unsafe class WinogradConvolution
{
    /// <summary>Whether the forward pass gains; by sizes and tier alone.</summary>
    public static bool Serve(in ConvGeometry g) => Serves(g, g.OutChannels, g.InChannels, g.OutHeight, g.OutWidth);

    /// <summary>Whether the gradient of the input gains; by sizes and tier alone.</summary>
    public static bool ServeInputGradient(in ConvGeometry g) => Serves(g, g.InChannels, g.OutChannels, g.InHeight, g.InWidth);

    /// <summary>Whether the gradient of the weights gains; by sizes and tier alone.</summary>
    public static bool ServeWeightGradient(in ConvGeometry g)
        => Math.Min(g.OutChannels, g.InChannels) >= 32 && Gains(g, g.OutChannels, g.InChannels, g.OutHeight, g.OutWidth, KeptKernel(g.OutChannels * g.InChannels));

    static bool Serves(in ConvGeometry g, long rows, long depth, long height, long width)
    {
        long blocks = WinogradCall.BlocksOfTiles(Vectors(g.Batch, height, width));
        return Gains(g, rows, depth, height, width, WinogradCall.Shares(blocks) ? KeptKernel(rows * depth) : 36 * blocks);
    }

    /// <summary>
    /// Compares cycles for each pair of channels, measured: the kernel's transform; products and the tiles' transforms; direct sums at their usual pace.
    /// </summary>
    static bool Gains(in ConvGeometry g, long rows, long depth, long height, long width, double kernel)
        => Tier.Current == SimdTier.Vector512
        && g is { KernelHeight: 3, KernelWidth: 3, StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1, Groups: 1, Batch: > 0, OutHeight: > 0, OutWidth: > 0 }
        && Math.Min(rows, depth) >= 16
        && kernel + (Vectors(g.Batch, height, width) * (24 + (400.0 / rows) + (250.0 / depth))) < 0.35 * g.Batch * height * width;

    /// <summary>A kernel at the points that is written to memory and read again; where there are many, that is far away.</summary>
    static double KeptKernel(long kernels) => kernels < 1 << 17 ? 36 : 110;

    static long Vectors(long images, long height, long width) => ((images * ((height + 3) / 4) * ((width + 3) / 4)) + 15) / 16;

    public static void Forward(in ConvGeometry g, float* input, float* weights, float* bias, float* output)
    {
        WinogradCall call = default;
        (call.Rows, call.Depth) = (g.OutChannels, g.InChannels);
        call.Grid = new TileGrid(g.Batch, g.InHeight, g.InWidth, g.OutHeight, g.OutWidth, g.PadTop, g.PadLeft);
        call.Source = input;
        call.Target = output;
        call.Bias = bias;
        (call.SourceChannel, call.TargetChannel) = (g.InHeight * g.InWidth, g.OutHeight * g.OutWidth);
        Run(&call, weights, turned: false);
    }

    /// <summary>The gradient of the input is the convolution of the output's gradient, in a border of 2 less the padding, with the kernels turned around.</summary>
    public static void InputGradient(in ConvGeometry g, float* outputGradient, float* weights, float* inputGradient)
    {
        WinogradCall call = default;
        (call.Rows, call.Depth) = (g.InChannels, g.OutChannels);
        call.Grid = new TileGrid(g.Batch, g.OutHeight, g.OutWidth, g.InHeight, g.InWidth, 2 - g.PadTop, 2 - g.PadLeft);
        call.Source = outputGradient;
        call.Target = inputGradient;
        (call.SourceChannel, call.TargetChannel) = (g.OutHeight * g.OutWidth, g.InHeight * g.InWidth);
        Run(&call, weights, turned: true);
    }

    static void Run(WinogradCall* call, float* weights, bool turned)
    {
        (call->SourceStep, call->TargetStep) = (call->Depth * call->SourceChannel, call->Rows * call->TargetChannel);
        call->Plan();
        call->Weights = weights;
        call->Turned = turned;
        if (call->SharesPoints)
        {
            WinogradWeightGrains kernels = new(call);
            call->Points = new WinogradWeights(call->Depth);
            call->Points.Data = (float*)Scratch.Get(ScratchSlot.ConvShared, 2 * kernels.Count * call->Points.TilePitch * sizeof(float));
            Workers.Run(kernels.Count, kernels);
        }

        Workers.Run(call->Vectors.Parts * call->Sixteens.Parts, new WinogradGrains(call));
    }
}
