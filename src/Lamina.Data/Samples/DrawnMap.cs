namespace Lamina.Data;

/// <summary>Changes a sample by chance: <c>(picture, ref draws) => draws.Chance(0.5) ? picture.Flipped() : picture</c>.</summary>
/// <typeparam name="T">The sample.</typeparam>
/// <typeparam name="TResult">What becomes of it.</typeparam>
/// <param name="sample">The sample.</param>
/// <param name="draws">The random numbers of this sample in this epoch.</param>
public delegate TResult DrawnMap<in T, out TResult>(T sample, ref Draws draws);
