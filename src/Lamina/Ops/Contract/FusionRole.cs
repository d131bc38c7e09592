namespace Lamina.Ops;

/// <summary>The part an op can play in a fused kernel.</summary>
public enum FusionRole : byte
{
    /// <summary>None: it runs alone.</summary>
    None,

    /// <summary>A link in an elementwise chain.</summary>
    Elementwise,

    /// <summary>It can be applied to the tiles of the op before while they are in registers.</summary>
    Epilogue,

    /// <summary>It can end an elementwise chain by reducing it.</summary>
    Reduction,
}
