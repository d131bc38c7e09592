using System.Collections.Concurrent;
using Lamina.Onnx.Translations;

namespace Lamina.Onnx;

/// <summary>The table of translators, by the name of the op. It is open: an op of your own needs one line here to be exported.</summary>
/// <remarks>An op without a translator is exported by its decomposition, if it has one.</remarks>
public static class OnnxTranslators
{
    static readonly ConcurrentDictionary<string, OnnxTranslator> Table = BuiltIn();

    /// <summary>Adds a translator, or replaces one.</summary>
    /// <param name="op">The op's name, as <see cref="Ops.Op.Name"/> gives it.</param>
    /// <param name="translator">The translator.</param>
    public static void Register(string op, OnnxTranslator translator) => Table[op] = translator;

    internal static OnnxTranslator? Find(string op) => Table.GetValueOrDefault(op);

    static ConcurrentDictionary<string, OnnxTranslator> BuiltIn()
    {
        ConcurrentDictionary<string, OnnxTranslator> table = new(StringComparer.Ordinal);
        ElementwiseTranslations.AddTo(table);
        ActivationTranslations.AddTo(table);
        ChoiceTranslations.AddTo(table);
        FunctionTranslations.AddTo(table);
        MathTranslations.AddTo(table);
        MovementTranslations.AddTo(table);
        RowTranslations.AddTo(table);
        SequenceTranslations.AddTo(table);
        RecurrentTranslations.AddTo(table);
        SamplingTranslations.AddTo(table);
        WindowTranslations.AddTo(table);
        ConvolutionTranslations.AddTo(table);
        return table;
    }
}
