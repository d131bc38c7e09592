using System.Buffers.Binary;
using System.Text.Json;

namespace Lamina.Formats;

/// <summary>Writes the bytes of one safetensors file.</summary>
internal static class SafetensorsWriter
{
    /// <summary>The tensors by name, if a file can have them so.</summary>
    /// <exception cref="ArgumentException">A name is there twice, or is <c>__metadata__</c>.</exception>
    public static OrderedDictionary<string, Tensor> Named(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        OrderedDictionary<string, Tensor> named = [];
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (name == "__metadata__")
                throw new ArgumentException("A tensor cannot be named '__metadata__': safetensors keeps that name for itself.", nameof(tensors));
            if (!named.TryAdd(name, tensor))
                throw new ArgumentException($"Two tensors are named '{name}'.", nameof(tensors));
        }

        return named;
    }

    public static void Write(Stream stream, OrderedDictionary<string, Tensor> named, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        // Wide elements first, so that every tensor lies aligned to its elements, as readers that map the file want it.
        List<(string Name, Tensor Tensor)> order = [.. named.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value.DType.Size())];
        Dictionary<string, long> begins = [];
        long end = 0;
        foreach ((string name, Tensor tensor) in order)
        {
            begins[name] = end;
            end += tensor.Spec.Bytes;
        }

        byte[] header = Header(named, begins, metadata);
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        stream.Write(prefix);
        stream.Write(header);
        foreach ((_, Tensor tensor) in order)
            TensorBytes.Write(stream, tensor);
    }

    static byte[] Header(OrderedDictionary<string, Tensor> tensors, Dictionary<string, long> begins, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            List<KeyValuePair<string, string>> texts = [.. metadata];
            if (texts.Count > 0)
            {
                writer.WriteStartObject("__metadata__");
                HashSet<string> keys = [];
                foreach ((string key, string value) in texts)
                {
                    if (!keys.Add(key))
                        throw new ArgumentException($"The metadata holds '{key}' twice.", nameof(metadata));
                    writer.WriteString(key, value);
                }

                writer.WriteEndObject();
            }

            foreach ((string name, Tensor tensor) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", SafetensorsDTypes.NameOf(tensor.DType));
                writer.WriteStartArray("shape");
                foreach (long size in tensor.Shape)
                    writer.WriteNumberValue(size);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(begins[name]);
                writer.WriteNumberValue(begins[name] + tensor.Spec.Bytes);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        // Spaces up to a multiple of 8 align the data.
        while (bytes.Length % 8 != 0)
            bytes.WriteByte((byte)' ');
        if (bytes.Length > Safetensors.MaxHeaderBytes)
            throw new ArgumentException($"Names and metadata take {bytes.Length} bytes; a header has at most {Safetensors.MaxHeaderBytes}.", nameof(metadata));
        return bytes.ToArray();
    }
}
