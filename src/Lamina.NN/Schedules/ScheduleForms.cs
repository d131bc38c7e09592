namespace Lamina.NN;

internal sealed record ConstantSchedule(double Rate) : Schedule
{
    public override double At(double time) => Rate;
}

internal sealed record StepSchedule(double Rate, double Every, double Factor) : Schedule
{
    public override double At(double time) => Rate * Math.Pow(Factor, Math.Floor(time / Every));
}

internal sealed record ExponentialSchedule(double Rate, double Factor, double Every) : Schedule
{
    public override double At(double time) => Rate * Math.Pow(Factor, time / Every);
}

internal sealed record CosineSchedule(double Rate, double Length, double Final) : Schedule
{
    public override double At(double time) => Final + ((Rate - Final) * 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(time / Length, 0, 1))));
}

internal sealed record WarmUpSchedule(Schedule Then, double Length, double From) : Schedule
{
    public override double At(double time) => time < Length ? Then.At(0) * (From + ((1 - From) * time / Length)) : Then.At(time - Length);
}
