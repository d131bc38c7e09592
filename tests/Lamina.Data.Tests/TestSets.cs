namespace Lamina.Data.Tests;

/// <summary>Small data sets whose values tell where they come from.</summary>
static class TestSets
{
    /// <summary>Sample i has the bytes i, i + 1, … (mod 251) and the label i.</summary>
    public static ArrayDataset Bytes(int count, int width)
    {
        byte[,] inputs = new byte[count, width];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < width; k++)
                inputs[i, k] = (byte)((i + k) % 251);
            labels[i] = i;
        }

        return ArrayDataset.From(inputs, labels);
    }

    /// <summary>The labels of every batch of one epoch.</summary>
    public static List<long[]> Labels(IEnumerable<Batch> batches) => [.. batches.Select(batch => batch.Target.ToArray<long>())];
}
