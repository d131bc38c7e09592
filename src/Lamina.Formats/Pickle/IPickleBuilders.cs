namespace Lamina.Formats.Pickle;

/// <summary>The list of what a pickle may name. All else is refused by name.</summary>
internal interface IPickleBuilders
{
    /// <summary>What makes a value of arguments under a name; null for what is not in the list.</summary>
    Func<object?[], object?>? Find(string module, string name);

    /// <summary>A value that stands outside of the pickle.</summary>
    object? Persistent(object? id);
}

/// <summary>A name in a pickle that is in the list.</summary>
/// <param name="Module">The module.</param>
/// <param name="Name">The name in it.</param>
/// <param name="Build">What makes a value of arguments.</param>
internal sealed record PickleGlobal(string Module, string Name, Func<object?[], object?> Build);
