namespace Lamina.Data.Vision;

/// <summary>Something done to a whole batch: to mix its samples.</summary>
public interface IBatchTransform
{
    /// <summary>The batch as it is then.</summary>
    /// <param name="batch">The batch as it is.</param>
    /// <param name="draws">Where random numbers come from.</param>
    Batch Apply(Batch batch, ref Draws draws);
}
