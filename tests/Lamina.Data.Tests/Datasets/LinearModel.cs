using System.Numerics.Tensors;

namespace Lamina.Data.Tests;

/// <summary>Softmax regression by stochastic gradient descent, in plain loops: the simplest model there is.</summary>
static class LinearModel
{
    const int Classes = 10, Epochs = 6;

    public static double Accuracy(ImageSet train, ImageSet test)
    {
        int size = train.Height * train.Width;
        float[] weights = new float[Classes * size], bias = new float[Classes], scores = new float[Classes], image = new float[size];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            float rate = 0.01f / (1 + epoch);
            for (int i = 0; i < train.Count; i++)
            {
                Score(train, i, weights, bias, image, scores);
                TensorPrimitives.SoftMax<float>(scores, scores);
                scores[train.Label(i)] -= 1f;
                for (int c = 0; c < Classes; c++)
                {
                    Span<float> row = weights.AsSpan(c * size, size);
                    TensorPrimitives.MultiplyAdd(image, -rate * scores[c], row, row);
                    bias[c] -= rate * scores[c];
                }
            }
        }

        int right = 0;
        for (int i = 0; i < test.Count; i++)
        {
            Score(test, i, weights, bias, image, scores);
            right += TensorPrimitives.IndexOfMax<float>(scores) == test.Label(i) ? 1 : 0;
        }

        return (double)right / test.Count;
    }

    static void Score(ImageSet set, int index, float[] weights, float[] bias, float[] image, float[] scores)
    {
        TensorPrimitives.ConvertChecked(set.Image(index), image.AsSpan());
        TensorPrimitives.Multiply(image, 1f / 255f, image);
        for (int c = 0; c < Classes; c++)
            scores[c] = bias[c] + TensorPrimitives.Dot(image, weights.AsSpan(c * image.Length, image.Length));
    }
}
