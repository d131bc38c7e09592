using Lamina.Cpu.Elementwise;

namespace Lamina.Ops;

internal sealed partial record Fill
{
    protected internal override unsafe void Compute(KernelCall call)
    {
        void* p = (void*)call.Outputs[0].Address;
        long count = call.Outputs[0].Shape.Count;
        switch (DType)
        {
            case DType.Float32: FillGrains<float>.Run((float*)p, (float)Value.ToDouble(), count); break;
            case DType.Float64: FillGrains<double>.Run((double*)p, Value.ToDouble(), count); break;
            case DType.Float16: FillGrains<Half>.Run((Half*)p, (Half)Value.ToDouble(), count); break;
            case DType.BFloat16: FillGrains<BFloat16>.Run((BFloat16*)p, (BFloat16)(float)Value.ToDouble(), count); break;
            case DType.Int64: FillGrains<long>.Run((long*)p, Value.ToInt64(), count); break;
            case DType.Int32: FillGrains<int>.Run((int*)p, (int)Value.ToInt64(), count); break;
            case DType.Int16: FillGrains<short>.Run((short*)p, (short)Value.ToInt64(), count); break;
            case DType.Int8: FillGrains<sbyte>.Run((sbyte*)p, (sbyte)Value.ToInt64(), count); break;
            case DType.UInt8: FillGrains<byte>.Run((byte*)p, (byte)Value.ToInt64(), count); break;
            default: FillGrains<bool>.Run((bool*)p, Value.ToDouble() != 0, count); break;
        }
    }
}
