namespace Lamina.NN;

/// <summary>What a loading that was not strict left aside.</summary>
/// <param name="Missing">Keys of the module that the dict does not have; they kept their values.</param>
/// <param name="Unexpected">Keys of the dict that the module does not have; they were not used.</param>
public sealed record LoadReport(IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected);
