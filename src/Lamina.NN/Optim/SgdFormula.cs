using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.NN;

/// <summary>State 0, with momentum: the kept direction. Rates: η, and the gradient's share in the kept direction.</summary>
internal readonly record struct SgdFormula(double Momentum, double Dampening, bool Nesterov, double WeightDecay) : IUpdateFormula
{
    static readonly string[] None = [], Buffer = ["momentum_buffer"];

    public static string Name => "sgd_update";

    public IReadOnlyList<OpAttribute> Attributes =>
        [new("momentum", Momentum), new("dampening", Dampening), new("nesterov", Nesterov), new("weight_decay", WeightDecay)];

    public IReadOnlyList<string> StateNames => Momentum != 0 ? Buffer : None;

    // Zeros times the momentum plus the whole gradient: the first direction is the gradient itself.
    public UpdateRates Rates(double learningRate, long step) => new(learningRate, step == 1 ? 1 : 1 - Dampening);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TLane>(ref TLane parameter, TLane gradient, ref TLane state0, ref TLane state1, ref TLane state2, in LaneRates<TLane> rates)
        where TLane : struct, IRealLane<TLane>
    {
        TLane direction = gradient;
        if (WeightDecay != 0)
            direction += TLane.Constant(WeightDecay) * parameter;
        if (Momentum != 0)
        {
            TLane momentum = TLane.Constant(Momentum);
            state0 = (momentum * state0) + (rates.Second * direction);
            direction = Nesterov ? direction + (momentum * state0) : state0;
        }

        parameter -= rates.First * direction;
    }
}
