namespace Lamina.Tests.Simd;

public class LaneAgreementTests
{
    [Fact]
    public void Every_float_lane_gives_the_bits_of_the_scalar_lane()
    {
        float[] xs = Samples.Floats(12, 20000, 20);
        foreach (float[] ys in new[] { Samples.Shuffled(xs), Specials(xs) })
        {
            LaneRunner.AllFloatLanesAgree<ExpCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<Expm1Case>(xs, ys);
            LaneRunner.AllFloatLanesAgree<LogCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<Log1pCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<SinCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<CosCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<TanCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<AsinCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<AcosCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<AtanCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<SinhCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<CoshCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<TanhCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<ErfCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<SigmoidCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<AbsCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<SqrtCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<FloorCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<CeilingCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<RoundCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<TruncateCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<IsNaNCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<Atan2Case>(xs, ys);
            LaneRunner.AllFloatLanesAgree<PowCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<MinCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<MaxCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<CopySignCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<LessThanCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<LessThanOrEqualCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<EqualCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<AddCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<SubtractCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<MultiplyCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<DivideCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<NegateCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<MultiplyAddCase>(xs, ys);
            LaneRunner.AllFloatLanesAgree<SelectCase>(xs, ys);
        }
    }

    [Fact]
    public void Every_double_lane_gives_the_bits_of_the_scalar_lane()
    {
        double[] xs = Samples.Doubles(2, 20000, 20);
        foreach (double[] ys in new[] { Samples.Shuffled(xs), Specials(xs) })
        {
            LaneRunner.AllDoubleLanesAgree<ExpCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<Expm1Case>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<LogCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<Log1pCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<SinCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<CosCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<TanCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<AsinCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<AcosCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<AtanCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<SinhCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<CoshCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<TanhCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<ErfCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<SigmoidCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<AbsCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<SqrtCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<FloorCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<CeilingCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<RoundCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<TruncateCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<IsNaNCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<Atan2Case>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<PowCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<MinCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<MaxCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<CopySignCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<LessThanCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<LessThanOrEqualCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<EqualCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<AddCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<SubtractCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<MultiplyCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<DivideCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<NegateCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<MultiplyAddCase>(xs, ys);
            LaneRunner.AllDoubleLanesAgree<SelectCase>(xs, ys);
        }
    }

    /// <summary>Special values against special values: 32 of them stand first.</summary>
    static T[] Specials<T>(T[] xs)
    {
        T[] ys = new T[xs.Length];
        for (int i = 0; i < xs.Length; i++)
            ys[i] = xs[(i * 7 + i / 32) % 32];
        return ys;
    }
}
