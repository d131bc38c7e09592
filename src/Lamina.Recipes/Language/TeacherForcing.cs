using Lamina.Models.Translation;
using Lamina.NN;

namespace Lamina.Recipes.Language;

/// <summary>A translator as it is trained: sentences and what stands before each token of their translations → logits of the tokens.</summary>
/// <param name="translator">The translator, whose keys these are.</param>
internal sealed class TeacherForcing(GruTranslator translator) : Module<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>
{
    [Key("")]
    readonly GruTranslator _translator = translator;

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Forward(IReadOnlyList<Tensor> x) => [_translator.Call(x[0], x[1])];
}
