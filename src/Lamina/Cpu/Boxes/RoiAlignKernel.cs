using System.Numerics;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Boxes;

/// <summary>Reads regions of a map, a grain a region; or adds their gradients to it, a grain a plane, in the order of the regions.</summary>
internal readonly struct RoiAlignKernel(RoiAlign op, Shape map, bool backward) : ILaneKernel
{
    public unsafe void Run<L, T>(KernelCall call)
        where L : struct, IVectorLane<L, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* regions = (T*)call.Inputs[1].Address;
        long count = call.Inputs[1].Shape[0];
        for (long i = 0; i < count; i++)
        {
            double picture = double.CreateTruncating(regions[5 * i]);
            if (!(picture >= 0 && picture < map[0]))
                throw new IndexException($"{op.Name}: region {i} is of picture {picture}; there are pictures 0 to {map[0] - 1} in {map}. Pass the picture's number first.");
        }

        Grains<T> work = new(op, map, call);
        if (backward)
            Workers.Run(map[0] * map[1], new Backward<T>(work));
        else
            Workers.Run(count, in work);
    }

    readonly struct Backward<T>(Grains<T> work) : IGrains
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        readonly Grains<T> _work = work;

        public void Run(long grain) => _work.Add(grain);
    }

    readonly unsafe struct Grains<T>(RoiAlign op, Shape map, KernelCall call) : IGrains
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        readonly RoiAlign _op = op;
        readonly long _channels = map[1];
        readonly long _high = map[2];
        readonly long _wide = map[3];
        readonly long _count = call.Inputs[1].Shape[0];
        readonly T* _source = (T*)call.Inputs[0].Address;
        readonly T* _regions = (T*)call.Inputs[1].Address;
        readonly T* _target = (T*)call.Outputs[0].Address;

        /// <summary>All bins of a region.</summary>
        public void Run(long region)
        {
            (long down, long across) = Place(region, out RoiSample* rows, out RoiSample* columns);
            long picture = long.CreateTruncating(_regions[5 * region]);
            for (long channel = 0; channel < _channels; channel++)
            {
                T* plane = _source + (((picture * _channels) + channel) * _high * _wide), bins = _target + (((region * _channels) + channel) * _op.Height * _op.Width);
                for (long bin = 0; bin < (long)_op.Height * _op.Width; bin++)
                {
                    double sum = 0;
                    for (long i = bin / _op.Width * down, lastRow = i + down; i < lastRow; i++)
                    {
                        for (long j = bin % _op.Width * across, lastColumn = j + across; j < lastColumn; j++)
                            sum += Read(plane, rows[i], columns[j]);
                    }

                    bins[bin] = T.CreateTruncating(sum / Math.Max(1, down * across));
                }
            }
        }

        /// <summary>The gradients of all regions in one plane.</summary>
        public void Add(long plane)
        {
            T* to = _target + (plane * _high * _wide);
            new Span<T>(to, checked((int)(_high * _wide))).Clear();
            (long picture, long channel) = Math.DivRem(plane, _channels);
            for (long region = 0; region < _count; region++)
            {
                if (long.CreateTruncating(_regions[5 * region]) != picture)
                    continue;
                (long down, long across) = Place(region, out RoiSample* rows, out RoiSample* columns);
                T* bins = _source + (((region * _channels) + channel) * _op.Height * _op.Width);
                for (long bin = 0; bin < (long)_op.Height * _op.Width; bin++)
                {
                    double share = double.CreateTruncating(bins[bin]) / Math.Max(1, down * across);
                    for (long i = bin / _op.Width * down, lastRow = i + down; i < lastRow; i++)
                    {
                        for (long j = bin % _op.Width * across, lastColumn = j + across; j < lastColumn; j++)
                            Spread(to, rows[i], columns[j], share);
                    }
                }
            }
        }

        double Read(T* plane, in RoiSample row, in RoiSample column)
        {
            T* low = plane + (row.Low * _wide), high = plane + (row.High * _wide);
            return (row.LowWeight * ((column.LowWeight * double.CreateTruncating(low[column.Low])) + (column.HighWeight * double.CreateTruncating(low[column.High]))))
                + (row.HighWeight * ((column.LowWeight * double.CreateTruncating(high[column.Low])) + (column.HighWeight * double.CreateTruncating(high[column.High]))));
        }

        void Spread(T* plane, in RoiSample row, in RoiSample column, double share)
        {
            T* low = plane + (row.Low * _wide), high = plane + (row.High * _wide);
            low[column.Low] += T.CreateTruncating(share * row.LowWeight * column.LowWeight);
            low[column.High] += T.CreateTruncating(share * row.LowWeight * column.HighWeight);
            high[column.Low] += T.CreateTruncating(share * row.HighWeight * column.LowWeight);
            high[column.High] += T.CreateTruncating(share * row.HighWeight * column.HighWeight);
        }

        // The samples of a region along both axes, and how many a bin has.
        (long Down, long Across) Place(long region, out RoiSample* rows, out RoiSample* columns)
        {
            T* box = _regions + (5 * region) + 1;
            double shift = _op.Aligned ? 0.5 : 0, left = (double.CreateTruncating(box[0]) * _op.Scale) - shift, top = (double.CreateTruncating(box[1]) * _op.Scale) - shift;
            double width = (double.CreateTruncating(box[2]) * _op.Scale) - shift - left, height = (double.CreateTruncating(box[3]) * _op.Scale) - shift - top;
            if (!_op.Aligned)
                (width, height) = (Math.Max(1, width), Math.Max(1, height));
            long down = _op.Samples > 0 ? _op.Samples : Adaptive(height, _op.Height, _high), across = _op.Samples > 0 ? _op.Samples : Adaptive(width, _op.Width, _wide);
            rows = (RoiSample*)Scratch.Get(ScratchSlot.Kernel0, (_op.Height * down * sizeof(RoiSample)) + 8);
            columns = (RoiSample*)Scratch.Get(ScratchSlot.Kernel1, (_op.Width * across * sizeof(RoiSample)) + 8);
            for (long i = 0; i < _op.Height * down; i++)
                rows[i] = RoiSample.At(top + ((i + 0.5) * height / (_op.Height * down)), _high);
            for (long i = 0; i < _op.Width * across; i++)
                columns[i] = RoiSample.At(left + ((i + 0.5) * width / (_op.Width * across)), _wide);
            return (down, across);
        }

        // A region far larger than the map, or of NaN, must not ask for memory without end.
        static long Adaptive(double length, int bins, long size) => (long)Math.Clamp(Math.Ceiling(length / bins), 0, 4 * (size + 1)) is var n && double.IsNaN(length) ? 0 : n;
    }
}
