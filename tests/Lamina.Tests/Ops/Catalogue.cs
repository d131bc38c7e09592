using Lamina.TestKit;

namespace Lamina.Tests.Ops;

/// <summary>All cases of the op catalogue: one file a folder of ops, one line an op.</summary>
public static partial class Catalogue
{
    /// <summary>Made once: a case holds no state.</summary>
    public static IReadOnlyList<OpCase> All { get; } =
    [
        .. Activations,
        .. Alignment,
        .. Arithmetic,
        .. Attention,
        .. BoxCases,
        .. Classes, .. CrossEntropy,
        .. Comparison,
        .. Composite,
        .. Conv,
        .. Windows,
        .. Elementwise,
        .. Fourier,
        .. Functions,
        .. Indexing,
        .. Linalg, .. Factors,
        .. Movement,
        .. Normalization,
        .. Optimize,
        .. Pool,
        .. Random,
        .. Recurrent,
        .. Reductions,
        .. Resampling,
        .. Softmax,
        .. Sorting,
        .. Sources,
        .. Sparse,
    ];

    /// <summary>The names, for theories.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => All.Select(op => new TheoryDataRow<string>(op.Name));

    public static OpCase Get(string name) => All.Single(op => op.Name == name);
}
