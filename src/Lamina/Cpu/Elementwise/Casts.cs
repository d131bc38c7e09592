using Lamina.Simd;

namespace Lamina.Cpu.Elementwise;

/// <summary>Conversions between any two dtypes, chosen at run time.</summary>
internal static unsafe class Casts
{
    public static void ToTile<T>(byte* source, DType dtype, T* tile, long count)
        where T : unmanaged
    {
        switch (dtype)
        {
            case DType.Float32: BlockConvert.To((float*)source, tile, count); break;
            case DType.Float64: BlockConvert.To((double*)source, tile, count); break;
            case DType.Float16: BlockConvert.To((Half*)source, tile, count); break;
            case DType.BFloat16: BlockConvert.To((BFloat16*)source, tile, count); break;
            case DType.Int64: BlockConvert.To((long*)source, tile, count); break;
            case DType.Int32: BlockConvert.To((int*)source, tile, count); break;
            case DType.Int16: BlockConvert.To((short*)source, tile, count); break;
            case DType.Int8: BlockConvert.To((sbyte*)source, tile, count); break;
            case DType.UInt8: BlockConvert.To(source, tile, count); break;
            default: BlockConvert.To((bool*)source, tile, count); break;
        }
    }

    public static void FromTile<T>(T* tile, byte* destination, DType dtype, long count)
        where T : unmanaged
    {
        switch (dtype)
        {
            case DType.Float32: BlockConvert.To(tile, (float*)destination, count); break;
            case DType.Float64: BlockConvert.To(tile, (double*)destination, count); break;
            case DType.Float16: BlockConvert.To(tile, (Half*)destination, count); break;
            case DType.BFloat16: BlockConvert.To(tile, (BFloat16*)destination, count); break;
            case DType.Int64: BlockConvert.To(tile, (long*)destination, count); break;
            case DType.Int32: BlockConvert.To(tile, (int*)destination, count); break;
            case DType.Int16: BlockConvert.To(tile, (short*)destination, count); break;
            case DType.Int8: BlockConvert.To(tile, (sbyte*)destination, count); break;
            case DType.UInt8: BlockConvert.To(tile, destination, count); break;
            default: BlockConvert.To(tile, (bool*)destination, count); break;
        }
    }

    public static void Between(byte* source, DType from, byte* destination, DType to, long count)
    {
        switch (from)
        {
            case DType.Float32: FromTile((float*)source, destination, to, count); break;
            case DType.Float64: FromTile((double*)source, destination, to, count); break;
            case DType.Float16: FromTile((Half*)source, destination, to, count); break;
            case DType.BFloat16: FromTile((BFloat16*)source, destination, to, count); break;
            case DType.Int64: FromTile((long*)source, destination, to, count); break;
            case DType.Int32: FromTile((int*)source, destination, to, count); break;
            case DType.Int16: FromTile((short*)source, destination, to, count); break;
            case DType.Int8: FromTile((sbyte*)source, destination, to, count); break;
            case DType.UInt8: FromTile(source, destination, to, count); break;
            default: FromTile((bool*)source, destination, to, count); break;
        }
    }
}
