using Lamina.TestKit.Goldens;

namespace Lamina.TestKit.LayerCases;

/// <summary>The golden cases of layers, by PyTorch's class.</summary>
public static class LayerGoldens
{
    static readonly Lazy<ILookup<string, Golden>> Kinds = new(() => Golden.All("layers").ToLookup(golden => golden.Kind));

    public static IEnumerable<Golden> OfKind(string kind) => Kinds.Value[kind];

    public static IEnumerable<string> AllKinds => Kinds.Value.Select(kind => kind.Key);
}
