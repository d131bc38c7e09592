namespace Lamina.NN;

/// <summary>A module is built or addressed in a way that cannot work: two members of one key, or a path that leads nowhere.</summary>
/// <param name="message">What broke, the rule, what came, and what to do.</param>
public sealed class ModuleException(string message) : LaminaException(message);
