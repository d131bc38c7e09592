using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lamina.Cpu.Products;

namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>
/// Brings 3×3 kernels to the points, sixteen rows at a time: as they are for the forward pass; turned around, with in and out channels exchanged,
/// for the gradient of the input.
/// </summary>
internal readonly unsafe struct WinogradWeightGrains(WinogradCall* call) : IGrains
{
    /// <summary>Rows that are brought together.</summary>
    public const int Lanes = 16;

    const int ChannelsOfStage = 16;
    const int KernelFloats = ChannelsOfStage * 9 * Lanes, HalfFloats = 6 * 3 * Lanes, PointFloats = ChannelsOfStage * Lanes;

    public long Count => (call->Rows + Lanes - 1) / Lanes;

    public void Run(long grain)
    {
        WinogradWeights weights = call->Points;
        Bring(call, grain * Lanes, 0, call->Depth, weights with { Data = weights.Data + (grain * (Lanes / WinogradCall.RowsOfTile) * weights.TilePitch) });
    }

    /// <summary>Brings sixteen rows, two tiles, to where they are wanted, from some channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bring(WinogradCall* call, long row, long firstChannel, long allChannels, WinogradWeights target)
    {
        float* weights = call->Weights;
        bool turned = call->Turned;
        int rows = (int)Math.Min(Lanes, call->Rows - row);
        float* kernels = (float*)Scratch.Get(ScratchSlot.PackedA, (KernelFloats + HalfFloats + (TileGrid.PointCount * PointFloats)) * sizeof(float));
        float* half = kernels + KernelFloats, points = half + HalfFloats;
        for (long first = firstChannel, end = firstChannel + allChannels; first < end; first += ChannelsOfStage)
        {
            int channels = (int)Math.Min(ChannelsOfStage, end - first);
            if (turned)
                for (int c = 0; c < channels; c++)
                    Packing.Pack(weights + (((first + c) * call->Rows) + row) * 9, 9, 1, rows, 9, kernels + (c * 9 * Lanes), Lanes);
            else
                Packing.Pack(weights + (((row * call->Depth) + first) * 9), call->Depth * 9, 1, rows, channels * 9, kernels, Lanes);
            for (int c = 0; c < channels; c++)
                Transform(kernels + (c * 9 * Lanes) + (turned ? 8 * Lanes : 0), turned ? -Lanes : Lanes, half, points + (c * WinogradCall.RowsOfTile));
            for (int part = 0; part < (rows + WinogradCall.RowsOfTile - 1) / WinogradCall.RowsOfTile; part++)
            {
                float* to = target.Data + (part * target.TilePitch) + ((first - firstChannel) * WinogradCall.RowsOfTile);
                float* from = points + (part * PointFloats / 2);
                for (int point = 0; point < TileGrid.PointCount; point++, from += PointFloats, to += target.PointPitch)
                    Copy(from, to, channels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Copy(float* from, float* to, int channels)
    {
        int c = 0;
        for (; c < channels - 1; c += 2)
            Vector512.Store(Vector512.Load(from + (c * WinogradCall.RowsOfTile)), to + (c * WinogradCall.RowsOfTile));
        if (c < channels)
            Vector256.Store(Vector256.Load(from + (c * WinogradCall.RowsOfTile)), to + (c * WinogradCall.RowsOfTile));
    }

    /// <summary>Writes the 36 points of one kernel a row: of the first eight rows, and of the others behind those of all channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transform(float* kernel, int tap, float* half, float* points)
    {
        for (int x = 0; x < 3; x++, kernel += tap)
        {
            Points.OfKernel(
                kernel, 3 * tap,
                out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5);
            Points.Store(half + (x * Lanes), 3 * Lanes, y0, y1, y2, y3, y4, y5);
        }

        for (int y = 0; y < 6; y++, half += 3 * Lanes, points += 6 * PointFloats)
        {
            Points.OfKernel(
                half, Lanes,
                out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3, out Vector512<float> y4, out Vector512<float> y5);
            Store(points, y0);
            Store(points + PointFloats, y1);
            Store(points + (2 * PointFloats), y2);
            Store(points + (3 * PointFloats), y3);
            Store(points + (4 * PointFloats), y4);
            Store(points + (5 * PointFloats), y5);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(float* to, Vector512<float> value)
    {
        value.GetLower().Store(to);
        value.GetUpper().Store(to + (PointFloats / 2));
    }
}
