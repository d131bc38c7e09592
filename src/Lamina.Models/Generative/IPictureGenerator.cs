using Lamina.NN;

namespace Lamina.Models.Generative;

/// <summary>A network that draws pictures from noise.</summary>
public interface IPictureGenerator
{
    /// <summary>How many classes a picture can be asked for; 0 where the network knows none.</summary>
    int Classes { get; }

    /// <summary>Draws pictures.</summary>
    /// <param name="count">How many, from 1 on.</param>
    /// <param name="generator">Where noise comes from; the default generator if null.</param>
    /// <param name="label">The class of all of them, from 0 to <see cref="Classes"/> − 1; if null, the classes in turn.</param>
    /// <returns>Brightness from 0 to 1: [count, …] with the pixels of a picture row by row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or the count is below 1.</exception>
    Tensor Sample(int count, Generator? generator = null, int? label = null);
}
