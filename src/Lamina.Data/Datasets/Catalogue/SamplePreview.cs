using Lamina.Imaging;

namespace Lamina.Data;

/// <summary>A sample of a data set as people look at it.</summary>
/// <param name="Caption">What it is: its class, its part.</param>
/// <param name="Text">The sample, or what can be said of it; null if the picture says all.</param>
/// <param name="Picture">The sample's picture, if it has one.</param>
public sealed record SamplePreview(string Caption, string? Text = null, Picture? Picture = null);
