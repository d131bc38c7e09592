namespace Lamina.NN;

/// <summary>The factor by which focal losses let go of what is right already.</summary>
internal static class FocalPower
{
    /// <summary>x^γ of shares of wrong probability x, with a derivative where x is 0.</summary>
    public static Tensor Of(Tensor x, double gamma) => gamma switch
    {
        0 => Tensor.OnesLike(x.Detach()),
        1 => x,
        2 => x.Square(),
        > 1 => x.Clamp(min: 0).Pow(gamma),
        _ => x.Clamp(min: 1e-7).Pow(gamma),
    };
}
