namespace Lamina;

/// <summary>Lets an array of tensors be taken apart: <c>(Tensor dw, Tensor db) = loss.Gradients(w, b);</c>.</summary>
public static class TensorArrays
{
    /// <summary>Takes two tensors apart.</summary>
    public static void Deconstruct(this Tensor[] tensors, out Tensor first, out Tensor second)
    {
        Check(tensors, 2);
        (first, second) = (tensors[0], tensors[1]);
    }

    /// <summary>Takes three tensors apart.</summary>
    public static void Deconstruct(this Tensor[] tensors, out Tensor first, out Tensor second, out Tensor third)
    {
        Check(tensors, 3);
        (first, second, third) = (tensors[0], tensors[1], tensors[2]);
    }

    /// <summary>Takes four tensors apart.</summary>
    public static void Deconstruct(this Tensor[] tensors, out Tensor first, out Tensor second, out Tensor third, out Tensor fourth)
    {
        Check(tensors, 4);
        (first, second, third, fourth) = (tensors[0], tensors[1], tensors[2], tensors[3]);
    }

    static void Check(Tensor[] tensors, int count)
    {
        if (tensors.Length != count)
            throw new ShapeException($"{count} tensors are taken from an array of {tensors.Length}.");
    }
}
