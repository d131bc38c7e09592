using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina
{
    public sealed partial class Tensor
    {
        /// <summary>Tensors one after another along an axis that they have; dtype by promotion.</summary>
        /// <param name="tensors">At least one; sizes of all other axes must be equal.</param>
        /// <param name="axis">The axis along which they are laid.</param>
        /// <exception cref="ShapeException">There is no tensor, or the other axes differ.</exception>
        public static Tensor Concatenate(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            if (tensors.IsEmpty)
                throw new ShapeException("Concatenate: there is no tensor; at least one is needed to know the shape.");
            DType dtype = tensors[0].DType;
            foreach (Tensor tensor in tensors)
                dtype = DTypes.Promote(dtype, tensor.DType);
            Tensor[] inputs = new Tensor[tensors.Length];
            for (int i = 0; i < inputs.Length; i++)
                inputs[i] = tensors[i].To(dtype);
            return Dispatch.Run(new Concatenate(tensors[0].Axis(axis)), inputs);
        }

        /// <summary>Tensors of one shape side by side along a new axis.</summary>
        /// <param name="tensors">At least one, of equal shapes.</param>
        /// <param name="axis">Where the new axis stands in the result; −1 puts it last.</param>
        /// <exception cref="ShapeException">There is no tensor, or shapes differ.</exception>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            if (tensors.IsEmpty)
                throw new ShapeException("Stack: there is no tensor; at least one is needed to know the shape.");
            int at = tensors[0].NewAxis(axis);
            Tensor[] inputs = new Tensor[tensors.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                if (tensors[i].Shape != tensors[0].Shape)
                    throw new ShapeException($"Stack: tensor {i} has shape {tensors[i].Shape}, tensor 0 has {tensors[0].Shape}; stacked tensors have one shape. To join along an axis they have, use `Concatenate`.");
                inputs[i] = tensors[i].Unsqueeze(at);
            }

            return Concatenate(inputs, at);
        }
    }
}

namespace Lamina.Ops
{
    internal sealed record Concatenate(int Axis) : Op
    {
        public override string Name => "concatenate";

        public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
        {
            Shape first = inputs[0].Shape;
            long size = 0;
            for (int i = 0; i < inputs.Length; i++)
            {
                Shape shape = inputs[i].Shape;
                if (shape.Rank != first.Rank || shape.With(Axis, first[Axis]) != first)
                    throw new ShapeException($"{Name}: input {i} has shape {shape}, input 0 has {first}; along axis {Axis} sizes may differ, along the others not. Cut or pad one of them, or choose another axis.");
                size += shape[Axis];
            }

            return [inputs[0] with { Shape = first.With(Axis, size) }];
        }

        public override Tensor?[] Backward(BackwardContext context)
        {
            Tensor?[] gradients = new Tensor?[context.InputSpecs.Length];
            long at = 0;
            for (int i = 0; i < gradients.Length; i++)
            {
                long size = context.InputSpecs[i].Shape[Axis];
                gradients[i] = context.Needs(i) ? context.Gradient.Slice(Axis, at, at + size) : null;
                at += size;
            }

            return gradients;
        }

        protected internal override void Compute(KernelCall call)
        {
            Layout[] parts = (Layout[])(call.Memo ??= Parts(call));
            for (int i = 0; i < parts.Length; i++)
                CopySegment.Launch(call.Outputs[0].Part(parts[i]), call.Inputs[i]);
        }

        Layout[] Parts(KernelCall call)
        {
            Layout[] parts = new Layout[call.Inputs.Length];
            long at = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                long size = call.Inputs[i].Shape[Axis];
                parts[i] = new Slice(Axis, at, size, 1).ViewLayout(call.Outputs[0].Layout);
                at += size;
            }

            return parts;
        }
    }
}
