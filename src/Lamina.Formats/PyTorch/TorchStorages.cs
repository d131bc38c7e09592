using System.IO.Compression;

namespace Lamina.Formats;

/// <summary>The storages of a checkpoint, and the tensors that look at them.</summary>
internal sealed class TorchStorages(ZipEntries archive, string folder, string path, long fileBytes)
{
    const long FreeBytes = 8 << 20, PieceElements = 1 << 16;

    readonly Dictionary<string, Tensor> _read = [];
    readonly Dictionary<(TorchStorage Storage, long Offset, string Sizes, string Strides), Tensor> _views = [];
    long _left = FreeBytes + (4 * fileBytes);

    /// <summary>A view of a storage, as its own tensor; the same view twice is one.</summary>
    public Tensor View(TorchStorage storage, long offset, long[] sizes, long[] strides)
    {
        var key = (storage, offset, string.Join(',', sizes), string.Join(',', strides));
        if (_views.TryGetValue(key, out Tensor? known))
            return known;
        if (sizes.Length != strides.Length || sizes.Length > Shape.MaxRank)
            throw Fault($"a tensor has {sizes.Length} sizes and {strides.Length} strides");
        Int128 count = 1, last = offset;
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] < 0 || strides[i] < 0)
                throw Fault("a size or stride is negative");
            if ((count *= sizes[i]) > long.MaxValue)
                throw Fault("a tensor is larger than any memory");
            last += (Int128)Math.Max(0, sizes[i] - 1) * strides[i];
        }

        if (offset < 0 || (count > 0 && last >= storage.Count))
            throw Fault($"a tensor reaches element {last} of a storage of {storage.Count}");
        if ((_left -= (long)Int128.Min(count * storage.DType.Size(), long.MaxValue / 2)) < 0)
            throw Fault("its tensors take many times the bytes of the file");
        Tensor whole = Whole(storage), tensor = Tensor.Zeros(Shape.Create(sizes), storage.DType);
        if (count > 0)
            tensor = Strided(whole, offset, sizes, strides);
        return _views[key] = tensor;
    }

    // Indices of the elements, axis by axis; a dense tensor is a slice.
    static Tensor Strided(Tensor whole, long offset, long[] sizes, long[] strides)
    {
        long dense = 1;
        bool isDense = true;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            isDense &= sizes[i] == 1 || strides[i] == dense;
            dense *= sizes[i];
        }

        if (isDense)
            return whole.Slice(0, offset, offset + dense).Reshape(sizes).Clone();
        // The indices are many times larger than what they pick: they are made for a few rows at a time.
        if (dense > PieceElements)
        {
            int axis = Array.FindIndex(sizes, size => size > 1);
            long rows = Math.Max(1, PieceElements / (dense / sizes[axis]));
            List<Tensor> pieces = [];
            for (long start = 0; start < sizes[axis]; start += rows)
            {
                long[] piece = [.. sizes];
                piece[axis] = Math.Min(rows, sizes[axis] - start);
                pieces.Add(Strided(whole, offset + (start * strides[axis]), piece, strides));
            }

            return Tensor.Concatenate([.. pieces], axis);
        }

        Tensor place = Tensor.Full([], offset, DType.Int64);
        for (int i = 0; i < sizes.Length; i++)
            place = place.Unsqueeze(-1) + (Tensor.Arange(0, sizes[i], dtype: DType.Int64) * strides[i]);
        return whole.IndexSelect(0, place.Reshape(-1)).Reshape(sizes);
    }

    Tensor Whole(TorchStorage storage)
    {
        if (_read.TryGetValue(storage.Key, out Tensor? read))
            return read.DType == storage.DType ? read : throw Fault($"the storage '{storage.Key}' is of two types");
        if (storage.Key.Contains('/') || archive.Find($"{folder}data/{storage.Key}") is not { } entry)
            throw Fault($"there is no storage '{storage.Key}'");
        if ((Int128)storage.Count * storage.DType.Size() != entry.Length)
            throw Fault($"the storage '{storage.Key}' has {entry.Length} bytes, not {storage.Count} elements of {storage.DType.Name()}");
        using Stream content = archive.Open(entry);
        return _read[storage.Key] = archive.Read(entry, () => TensorBytes.Read(content, storage.DType, [storage.Count]));
    }

    FileFormatException Fault(string what) => new(path, null, $"{what}.", "The file is damaged; get or make it again.");
}

/// <summary>A storage that a tensor refers to.</summary>
internal sealed record TorchStorage(DType DType, string Key, long Count);
