using System.Numerics;
using System.Runtime.Intrinsics;
using Lamina.Simd;

namespace Lamina.Cpu.Products;

/// <summary>The right factor of a matrix product packed once for many products: weights that stay as they are.</summary>
internal static unsafe class PackedProduct
{
    const int WidestVector = 64;

    /// <summary>Elements of the packed form of B [k, n], on any tier.</summary>
    public static long Elements<T>(long n, long k)
        where T : unmanaged
    {
        long lanes = WidestVector / sizeof(T);
        return k * ((n + lanes - 1) / lanes * lanes);
    }

    /// <summary>Packs B for products of these sizes on the current tier; writes nothing where such products read it as it lies.</summary>
    public static void Pack<T>(long m, long n, long k, MatrixView<T> a, MatrixView<T> b, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ProductCall<T> call = default;
        (call.Batch, call.M, call.N, call.K) = (1, m, n, k);
        (call.A, call.B) = (a, b);
        call.PackedB = packed;
        switch (Tier.Current)
        {
            case SimdTier.Vector512:
                Pack<TileLane512<T>, Vector512<T>, T>(&call);
                break;
            case SimdTier.Vector256:
                Pack<TileLane256<T>, Vector256<T>, T>(&call);
                break;
            case SimdTier.Vector128:
                Pack<TileLane128<T>, Vector128<T>, T>(&call);
                break;
            default:
                Pack<TileLaneScalar<T>, T, T>(&call);
                break;
        }
    }

    static void Pack<TLane, TVector, T>(ProductCall<T>* call)
        where TLane : struct, ITileLane<TVector, T>
        where TVector : struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (DotGrains<TLane, TVector, T, NoEpilogue<T>>.Serves(call))
            return;
        call->Plan = MatrixProduct.PlanOf<TLane, TVector, T>(call);
        if (!call->Plan.PackB)
            return;
        (call->FirstDepth, call->DepthCount) = (0, call->Plan.Depths.Parts);
        Workers.Run(call->DepthCount * call->Plan.Panels.Parts, new ProductPackGrains<T>(call, TLane.Count));
    }
}
