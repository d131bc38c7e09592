namespace Lamina.Data;

/// <summary>A text and its class.</summary>
/// <param name="Text">The text, as it was published.</param>
/// <param name="Label">The number of its class.</param>
public sealed record LabelledText(string Text, int Label);
