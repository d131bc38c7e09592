using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>Fourier transforms and determinants.</summary>
internal static class FourierOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Same("DFT", Transform);
        table.Same("STFT", Frames);
        table.Same("Det", call => call.X().Determinant());
    }

    static Tensor Transform(NodeCall call)
    {
        Tensor x = call.X();
        long given = call.Opset >= 20 ? (call.Has(2) ? call.Long(2) : -2) : call.Int("axis", 1);
        int axis = (int)(given < 0 ? given + x.Rank : given);
        long? length = call.Has(1) ? call.Long(1) : null;
        bool isReal = x.Shape[^1] == 1, half = call.Flag("onesided");
        if (call.Flag("inverse"))
            return half ? Complex(x).Irfft(length, axis).Unsqueeze(-1) : Complex(x).Ifft(length, axis);
        return isReal && half ? x.Squeeze(-1).Rfft(length, axis) : Complex(x).Fft(length, axis);
    }

    static Tensor Complex(Tensor x) => x.Shape[^1] == 2 ? x : Tensor.Concatenate([x, Tensor.ZerosLike(x)], -1);

    static Tensor Frames(NodeCall call)
    {
        Tensor signal = call.X();
        long step = call.Long(1), length = call.Has(3) ? call.Long(3) : call.X(2).Shape[0];
        bool isReal = signal.Shape[^1] == 1, half = call.Flag("onesided", true) && isReal;
        Tensor frames = (isReal ? signal.Squeeze(-1) : signal).Unfold(1, length, step);
        if (!isReal)
            frames = frames.Transpose(-1, -2);
        if (call.Has(2))
            frames *= isReal ? call.X(2) : call.X(2).Unsqueeze(1);
        return isReal ? (half ? frames.Rfft() : Complex(frames.Unsqueeze(-1)).Fft()) : frames.Fft();
    }
}
