namespace Lamina.NN;

/// <summary>
/// A beginning of a label sequence in a search, with ln of the probability of its paths that end in a blank and of those that end in its last label, now and after the step in hand.
/// Beginnings are a tree, so that one reached on two ways is the same object.
/// </summary>
internal sealed class CtcPrefix
{
    readonly CtcPrefix? _parent;
    readonly int _label;
    readonly Dictionary<int, CtcPrefix> _longer = [];
    double _blank = double.NegativeInfinity, _own = double.NegativeInfinity, _nextBlank = double.NegativeInfinity, _nextOwn = double.NegativeInfinity;

    CtcPrefix(CtcPrefix? parent, int label) => (_parent, _label) = (parent, label);

    /// <summary>Nothing said, before the first step.</summary>
    public static CtcPrefix Empty => new(null, -1) { _blank = 0 };

    /// <summary>ln of the probability of all its paths.</summary>
    public double LogProbability => Sum(_blank, _own);

    /// <summary>This and one label more.</summary>
    public CtcPrefix With(int label)
    {
        if (!_longer.TryGetValue(label, out CtcPrefix? longer))
            _longer.Add(label, longer = new CtcPrefix(this, label));
        return longer;
    }

    /// <summary>Paths that say nothing new at a step: a blank, or the last label once more.</summary>
    public void Stay(ReadOnlySpan<float> row, int blank)
    {
        _nextBlank = Sum(_nextBlank, LogProbability + row[blank]);
        if (_label >= 0)
            _nextOwn = Sum(_nextOwn, _own + row[_label]);
    }

    /// <summary>Paths of a shorter beginning that say this one's last label at a step. Behind the same label, a blank has to stand between.</summary>
    public void Reach(CtcPrefix shorter, double score) =>
        _nextOwn = Sum(_nextOwn, (shorter._label == _label ? shorter._blank : shorter.LogProbability) + score);

    /// <summary>Goes to the next step.</summary>
    public void Commit()
    {
        (_blank, _own) = (_nextBlank, _nextOwn);
        (_nextBlank, _nextOwn) = (double.NegativeInfinity, double.NegativeInfinity);
    }

    /// <summary>Is not followed any more; it may be reached again.</summary>
    public void Forget() => (_blank, _own) = (double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>The labels from the first.</summary>
    public int[] Labels()
    {
        Stack<int> labels = [];
        for (CtcPrefix prefix = this; prefix._parent is not null; prefix = prefix._parent)
            labels.Push(prefix._label);
        return [.. labels];
    }

    static double Sum(double a, double b)
    {
        (double high, double low) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
