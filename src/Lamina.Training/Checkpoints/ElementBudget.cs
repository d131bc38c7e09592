namespace Lamina.Training;

/// <summary>How many elements of weights may still be made: as many as a file holds.</summary>
internal sealed class ElementBudget(long elements)
{
    long _left = elements;

    public bool Spend(long elements) => (_left -= elements) >= 0;
}
