using Lamina.Data.Vision;

namespace Lamina.Pipelines;

/// <summary>Something found in a picture.</summary>
/// <param name="Name">The name of its class.</param>
/// <param name="Score">How sure the network is, from 0 to 1.</param>
/// <param name="Box">The box around it in the picture's own pixels, with the number of the class.</param>
public sealed record FoundObject(string Name, double Score, PictureBox Box);
