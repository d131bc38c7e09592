namespace Lamina.Ops;

internal sealed partial record Fill
{
    protected internal override unsafe void Compute(KernelCall call)
    {
        void* p = (void*)call.Outputs[0].Address;
        long count = call.Outputs[0].Shape.Count;
        switch (DType)
        {
            case DType.Float32: Set((float*)p, (float)Value.ToDouble(), count); break;
            case DType.Float64: Set((double*)p, Value.ToDouble(), count); break;
            case DType.Float16: Set((Half*)p, (Half)Value.ToDouble(), count); break;
            case DType.BFloat16: Set((BFloat16*)p, (BFloat16)(float)Value.ToDouble(), count); break;
            case DType.Int64: Set((long*)p, Value.ToInt64(), count); break;
            case DType.Int32: Set((int*)p, (int)Value.ToInt64(), count); break;
            case DType.Int16: Set((short*)p, (short)Value.ToInt64(), count); break;
            case DType.Int8: Set((sbyte*)p, (sbyte)Value.ToInt64(), count); break;
            case DType.UInt8: Set((byte*)p, (byte)Value.ToInt64(), count); break;
            default: Set((bool*)p, Value.ToDouble() != 0, count); break;
        }
    }

    static unsafe void Set<T>(T* destination, T value, long count)
        where T : unmanaged
    {
        const long Chunk = 1 << 28;
        for (long first = 0; first < count; first += Chunk)
            new Span<T>(destination + first, (int)Math.Min(Chunk, count - first)).Fill(value);
    }
}
