namespace Lamina.Cpu.Products;

/// <summary>A number known at compile time: as a type argument it makes one kernel body serve several tile sizes.</summary>
internal interface IConstant
{
    static abstract int Value { get; }
}

internal readonly struct Const0 : IConstant
{
    public static int Value => 0;
}

internal readonly struct Const1 : IConstant
{
    public static int Value => 1;
}

internal readonly struct Const2 : IConstant
{
    public static int Value => 2;
}

internal readonly struct Const3 : IConstant
{
    public static int Value => 3;
}

internal readonly struct Const4 : IConstant
{
    public static int Value => 4;
}

internal readonly struct Const5 : IConstant
{
    public static int Value => 5;
}

internal readonly struct Const6 : IConstant
{
    public static int Value => 6;
}

internal readonly struct Const7 : IConstant
{
    public static int Value => 7;
}

internal readonly struct Const8 : IConstant
{
    public static int Value => 8;
}
