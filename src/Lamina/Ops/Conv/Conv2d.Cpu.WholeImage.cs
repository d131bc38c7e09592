using System.Numerics;
using Lamina.Cpu;

namespace Lamina.Ops;

/// <summary>
/// A convolution whose kernel covers the whole image has one output pixel: it is a plain matrix product of the images as rows, and
/// so are its gradients. The transposed convolution with which a generator begins is of this kind.
/// </summary>
internal static unsafe class WholeImageConvolution
{
    public static bool Serves(in ConvGeometry g) =>
        g.Groups == 1 && g.KernelHeight == g.InHeight && g.KernelWidth == g.InWidth && (g.PadTop | g.PadLeft | g.PadBottom | g.PadRight) == 0
        && g.DilationHeight == 1 && g.DilationWidth == 1;

    public static void Forward<T>(in ConvGeometry g, T* input, T* weights, T* bias, T* output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long terms = Terms(g);
        MatrixProduct.Run(
            g.Batch, g.OutChannels, terms, new MatrixView<T>(input, terms, 1), new MatrixView<T>(weights, 1, terms), new MatrixView<T>(output, g.OutChannels, 1),
            columnBias: bias);
    }

    public static void InputGradient<T>(in ConvGeometry g, T* outputGradient, T* weights, T* inputGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long terms = Terms(g);
        MatrixProduct.Run(
            g.Batch, terms, g.OutChannels, new MatrixView<T>(outputGradient, g.OutChannels, 1), new MatrixView<T>(weights, terms, 1), new MatrixView<T>(inputGradient, terms, 1));
    }

    public static void WeightGradient<T>(in ConvGeometry g, T* input, T* outputGradient, T* weightGradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long terms = Terms(g);
        MatrixProduct.Run(
            g.OutChannels, terms, g.Batch, new MatrixView<T>(outputGradient, 1, g.OutChannels), new MatrixView<T>(input, terms, 1), new MatrixView<T>(weightGradient, terms, 1));
    }

    static long Terms(in ConvGeometry g) => g.InChannels * g.InHeight * g.InWidth;
}
