using Lamina.Data;
using Lamina.Data.Vision;

namespace Lamina.Recipes.Faces;

/// <summary>Every second picture is mirrored, and then it is one of another person: twice as many people to learn from, and no network that takes both sides of a face for the same.</summary>
/// <param name="people">How many people there are; the one behind number i in the mirror is i + people.</param>
internal sealed class MirroredPerson(int people) : RandomTransform(0.5)
{
    readonly RandomHorizontalFlip _mirror = new(1);

    protected override PictureSample Transform(PictureSample sample, ref Draws draws)
    {
        PictureSample mirrored = _mirror.Apply(sample, ref draws);
        return mirrored with { Label = mirrored.Label + people };
    }
}
