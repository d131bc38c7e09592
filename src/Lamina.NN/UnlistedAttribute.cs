namespace Lamina.NN;

/// <summary>
/// Hides a field or property from discovery: for a module that is used but does not belong to this one, such as a teacher network
/// or a parent.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class UnlistedAttribute : Attribute;
