using System.Reflection;

namespace Lamina.NN.Discovery;

/// <summary>A field of a module's class that may hold modules, parameters or buffers, with its key.</summary>
internal readonly record struct Member(string Key, FieldInfo Field);
