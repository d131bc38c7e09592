namespace Lamina;

/// <summary>The type of a tensor's elements.</summary>
public enum DType : byte
{
    /// <summary>32-bit IEEE 754 binary floating point; the default.</summary>
    Float32,

    /// <summary>64-bit IEEE 754 binary floating point.</summary>
    Float64,

    /// <summary>16-bit IEEE 754 binary floating point; stored as such, computed in float32.</summary>
    Float16,

    /// <summary>The upper 16 bits of a float32; stored as such, computed in float32.</summary>
    BFloat16,

    /// <summary>64-bit signed integer; the type of indices and class labels.</summary>
    Int64,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>16-bit signed integer.</summary>
    Int16,

    /// <summary>8-bit signed integer.</summary>
    Int8,

    /// <summary>8-bit unsigned integer; pictures.</summary>
    UInt8,

    /// <summary>True or false, one byte each.</summary>
    Bool,
}
