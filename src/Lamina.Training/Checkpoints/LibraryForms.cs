using System.Runtime.CompilerServices;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// Lamina's own libraries of layers that this one does not know. A program that only loads has not touched them yet, so they have
/// told <see cref="LayerMakers"/> nothing: they are asked here, by names that stand in this file and in no other.
/// </summary>
internal static class LibraryForms
{
    public static Func<ILayerArguments, Module<Tensor, Tensor>>? Find(string kind)
    {
        if (!kind.StartsWith("keras.", StringComparison.Ordinal))
            return null;
        if (Type.GetType("Lamina.Keras.KerasForms, Lamina.Keras") is { } forms)
            RuntimeHelpers.RunModuleConstructor(forms.Module.ModuleHandle);
        return LayerMakers.Find(kind);
    }
}
