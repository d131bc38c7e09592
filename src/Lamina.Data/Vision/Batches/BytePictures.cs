namespace Lamina.Data.Vision;

/// <summary>Pictures that lie in memory as bytes [N, C, H, W].</summary>
internal sealed class BytePictures : IDataset<PictureSample>
{
    readonly ArrayDataset _data;
    readonly RowStore _pixels;
    readonly long[]? _labels;
    readonly int _channels, _height, _width;

    public BytePictures(ArrayDataset data)
    {
        _data = data;
        _pixels = data.InputColumn(0).Store;
        if (_pixels.DType != DType.UInt8 || _pixels.Shape.Rank != 4 || _pixels.Shape[1] is not (1 or 3 or 4))
            throw new ShapeException($"{data.Info.Name}: pictures are bytes [N, channels, height, width] with 1, 3 or 4 channels; got {_pixels.DType.Name()} {_pixels.Shape}.");
        (_channels, _height, _width) = ((int)_pixels.Shape[1], (int)_pixels.Shape[2], (int)_pixels.Shape[3]);
        if (data.Info.Targets.Count > 0 && data.TargetColumn(0).Store is { } store && store.DType.IsInteger() && store.Shape.Count == store.Count)
            _labels = data.TargetColumn(0).Raw(DType.Int64).Read(data.Rows(Indices.Range(0, data.Count))).ToArray<long>();
    }

    public long Count => _data.Count;

    public string Name => _data.Info.Name;

    public PictureSample Read(long index)
    {
        byte[] planes = new byte[_channels * _height * _width];
        _pixels.CopyRow(_data.Rows([index])[0], planes);
        int? label = _labels is null ? null : checked((int)_labels[index]);
        return new PictureSample(_channels == 1 ? new(_width, _height, 1, planes) : Channels.FromPlanes(planes, _channels, _height, _width), label) { Source = $"{Name}, sample {index}" };
    }
}
