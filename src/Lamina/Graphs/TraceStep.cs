using Lamina.Ops;

namespace Lamina.Graphs;

/// <summary>One op that ran, with the tensors it took and gave.</summary>
internal sealed record TraceStep(Op Op, Tensor[] Inputs, Tensor[] Outputs, LayerPlace Place)
{
    /// <summary>Whether it only looks at memory in another way, so that there is nothing to run.</summary>
    public bool IsView
    {
        get
        {
            for (int i = 0; i < Outputs.Length; i++)
            {
                if (Op.EffectOf(i).Kind != EffectKind.View)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Bytes of scratch memory that its kernel asks for.</summary>
    public long Workspace => Op.Workspace(InputSpecs(), OutputSpecs());

    /// <summary>The least that it takes.</summary>
    public Cost Cost => Op.Cost(InputSpecs(), OutputSpecs());

    public TensorSpec[] InputSpecs() => Array.ConvertAll(Inputs, tensor => tensor.Spec);

    public TensorSpec[] OutputSpecs() => Array.ConvertAll(Outputs, tensor => tensor.Spec);
}
