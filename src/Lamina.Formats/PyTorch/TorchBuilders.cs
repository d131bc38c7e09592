using Lamina.Formats.Pickle;

namespace Lamina.Formats;

/// <summary>What a checkpoint may name: dictionaries with an order, tensors, parameters, sizes, and storages by their type.</summary>
internal sealed class TorchBuilders(TorchStorages storages) : IPickleBuilders
{
    static readonly Dictionary<string, DType> Types = new()
    {
        ["FloatStorage"] = DType.Float32,
        ["DoubleStorage"] = DType.Float64,
        ["HalfStorage"] = DType.Float16,
        ["BFloat16Storage"] = DType.BFloat16,
        ["LongStorage"] = DType.Int64,
        ["IntStorage"] = DType.Int32,
        ["ShortStorage"] = DType.Int16,
        ["CharStorage"] = DType.Int8,
        ["ByteStorage"] = DType.UInt8,
        ["BoolStorage"] = DType.Bool,
    };

    public static string NameOf(DType dtype) => Types.First(entry => entry.Value == dtype).Key;

    public Func<object?[], object?>? Find(string module, string name) => (module, name) switch
    {
        ("collections", "OrderedDict") => arguments => arguments.Length == 0 ? new OrderedDictionary<object, object?>() : PickleTree.Pairs(arguments[0]),
        ("torch._utils", "_rebuild_tensor_v2" or "_rebuild_tensor") => Rebuild,
        ("torch._utils", "_rebuild_parameter") => arguments => arguments.Length >= 1 && arguments[0] is Tensor tensor ? tensor : throw new InvalidDataException("a parameter is no tensor"),
        ("torch", "Size") => arguments => arguments is [object?[] sizes] ? sizes : throw new InvalidDataException("a size is no tuple"),
        ("torch", _) when Types.TryGetValue(name, out DType dtype) => _ => throw new InvalidDataException($"a {name} of {dtype.Name()} stands alone"),
        _ => null,
    };

    // ('storage', type, key, device, elements)
    public object? Persistent(object? id) =>
        id is object?[] { Length: >= 5 } parts && parts[0] is "storage" && parts[1] is PickleGlobal { Module: "torch" } type && Types.TryGetValue(type.Name, out DType dtype) && parts[2] is string key && parts[4] is long count && count >= 0
            ? new TorchStorage(dtype, key, count)
            : throw new InvalidDataException("a storage is described in another way than PyTorch does");

    object Rebuild(object?[] arguments) => arguments is [TorchStorage storage, long offset, object?[] sizes, object?[] strides, ..]
        ? storages.View(storage, offset, Numbers(sizes), Numbers(strides))
        : throw new InvalidDataException("a tensor is described in another way than PyTorch does");

    static long[] Numbers(object?[] values) => Array.ConvertAll(values, value => value is long number ? number : throw new InvalidDataException("a size is no number"));
}
