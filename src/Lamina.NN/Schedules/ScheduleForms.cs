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

internal sealed record WarmUpSchedule(Schedule Main, double Length, double From) : Schedule
{
    public override double At(double time) => time < Length ? Main.At(0) * (From + ((1 - From) * time / Length)) : Main.At(time - Length);
}

internal sealed record MultiStepSchedule(double Rate, NumberList Milestones, double Factor) : Schedule
{
    public override double At(double time) => Rate * Math.Pow(Factor, Milestones.CountUpTo(time));
}

internal sealed record PolynomialSchedule(double Rate, double Length, double Final, double Power) : Schedule
{
    public override double At(double time) => Final + ((Rate - Final) * Math.Pow(1 - Math.Clamp(time / Length, 0, 1), Power));
}

internal sealed record LinearSchedule(double Rate, double Length, double From, double To) : Schedule
{
    public override double At(double time) => Rate * (From + ((To - From) * Math.Clamp(time / Length, 0, 1)));
}

internal sealed record CosineRestartsSchedule(double Rate, double Length, double Final, double Stretch, double Lower) : Schedule
{
    public override double At(double time)
    {
        // After n restarts Length · (Stretchⁿ − 1)/(Stretch − 1) has gone by.
        double restarts = Math.Floor(Stretch == 1 ? time / Length : Math.Log((time / Length * (Stretch - 1)) + 1, Stretch));
        if (Stretch != 1 && Begin(restarts + 1) <= time)
            restarts++;
        else if (Begin(restarts) > time)
            restarts--;
        double highest = Final + ((Rate - Final) * Math.Pow(Lower, restarts));
        double part = (time - Begin(restarts)) / (Length * Math.Pow(Stretch, restarts));
        return Final + ((highest - Final) * 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(part, 0, 1))));
    }

    double Begin(double restarts) => Stretch == 1 ? restarts * Length : Length * (Math.Pow(Stretch, restarts) - 1) / (Stretch - 1);
}

internal sealed record OneCycleSchedule(double Highest, double Length, double Rise, double Divide, double FinalDivide, bool IsCosine, bool ThreePhases) : Schedule
{
    public override double At(double time)
    {
        double top = (Rise * Length) - 1, end = Length - 1, first = Highest / Divide, last = first / FinalDivide;
        if (time <= top)
            return Between(first, Highest, time / top);
        if (!ThreePhases)
            return Between(Highest, last, (time - top) / (end - top));
        double valley = (2 * Rise * Length) - 2;
        return time <= valley ? Between(Highest, first, (time - top) / (valley - top)) : Between(first, last, (time - valley) / (end - valley));
    }

    double Between(double from, double to, double part)
    {
        part = Math.Clamp(part, 0, 1);
        return IsCosine ? to + ((from - to) * 0.5 * (1 + Math.Cos(Math.PI * part))) : from + ((to - from) * part);
    }
}

internal sealed record CyclicSchedule(double Lowest, double Highest, double Rise, double Fall, double Shrink, double Decay) : Schedule
{
    public override double At(double time)
    {
        double cycle = Math.Floor(time / (Rise + Fall)), into = time - (cycle * (Rise + Fall));
        double height = into <= Rise ? into / Rise : 1 - ((into - Rise) / Fall);
        return Lowest + ((Highest - Lowest) * height * Math.Pow(Shrink, cycle) * Math.Pow(Decay, time));
    }
}

internal sealed record NoamSchedule(double Width, double Peak, double Scale) : Schedule
{
    public override double At(double time) => Scale / Math.Sqrt(Width) * Math.Min(1 / Math.Sqrt(time + 1), (time + 1) * Math.Pow(Peak, -1.5));
}

internal sealed record InverseTimeSchedule(double Rate, double Decay, double Every, bool Stairs) : Schedule
{
    public override double At(double time) => Rate / (1 + (Decay * (Stairs ? Math.Floor(time / Every) : time / Every)));
}

internal sealed record PiecewiseSchedule(NumberList Boundaries, NumberList Rates) : Schedule
{
    public override double At(double time) => Rates[Boundaries.CountBelow(time)];
}

internal sealed record SequentialSchedule(Schedule First, Schedule Next, double Begin) : Schedule
{
    public override double At(double time) => time < Begin ? First.At(time) : Next.At(time - Begin);
}

internal sealed record ProductSchedule(Schedule Base, Schedule Factor) : Schedule
{
    public override double At(double time) => Base.At(time) * Factor.At(time);
}
