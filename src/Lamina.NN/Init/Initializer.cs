namespace Lamina.NN;

/// <summary>Makes the first values of a parameter, such as <see cref="Init.HeNormal(Shape, DType, Generator?)"/>.</summary>
/// <param name="shape">The parameter's shape.</param>
/// <param name="dtype">Its dtype.</param>
/// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
public delegate Tensor Initializer(Shape shape, DType dtype = DType.Float32, Generator? generator = null);
