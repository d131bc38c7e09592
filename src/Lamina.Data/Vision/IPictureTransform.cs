namespace Lamina.Data.Vision;

/// <summary>Something done to a picture and to what goes with it, the same whenever it draws the same numbers.</summary>
/// <remarks>Called by several threads at once. It changes no pixel of the sample that it gets; what it leaves alone it may pass on without a copy.</remarks>
public interface IPictureTransform
{
    /// <summary>The sample as it is then.</summary>
    /// <param name="sample">The sample as it is.</param>
    /// <param name="draws">Where random numbers come from; a transform that needs none takes none.</param>
    PictureSample Apply(PictureSample sample, ref Draws draws);
}
