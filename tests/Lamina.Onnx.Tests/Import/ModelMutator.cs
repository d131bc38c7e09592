using System.Buffers.Binary;
using System.Text;
using Lamina.Onnx.Operators;
using Lamina.TestKit;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Changes models where their meaning is: operators, names, attributes, sizes, numbers, versions.</summary>
static class ModelMutator
{
    static readonly string[] Operators = [.. OperatorTable.Names.Where(name => !name.Contains(':'))];

    public static byte[] Mutate(byte[] seed, System.Random random)
    {
        List<WireField> model = WireField.Read(seed);
        for (int changes = random.Next(1, 4); changes > 0; changes--)
            Change(model, random);
        byte[] mutated = WireField.Write(model);
        return random.Next(8) == 0 ? Fuzzing.Bytes(mutated, random) : mutated;
    }

    static void Change(List<WireField> model, System.Random random)
    {
        WireField[] all = [.. WireField.All(model)];
        switch (random.Next(12))
        {
            case 0: Number(Any(all, random, field => field.WireType == 0), random); break;
            case 1: Any(all, random, _ => true)?.Number = random.Next(1, 27); break;
            case 2: Any(all, random, field => field is { Message: "Node", Number: 4 })?.Bytes = Encoding.ASCII.GetBytes(Operators[random.Next(Operators.Length)]); break;
            case 3: Swap(all, random, field => field is { Message: "Node", Number: 1 }); break;
            case 4: Swap(all, random, field => field is { Message: "Attribute", Number: not 1 } && field.WireType == 2); break;
            case 5: Number(Any(all, random, field => field is { Message: "Attribute", Number: 3 or 8 }), random); break;
            case 6: Number(Any(all, random, field => field is { Message: "Tensor", Number: 1 or 2 }), random); break;
            case 7: Elements(Any(all, random, field => field is { Message: "Tensor", Number: 9 }), random); break;
            case 8: Elements(Any(all, random, field => field is { WireType: 5 } or { Message: "Attribute", Number: 7 }), random); break;
            case 9: Any(all, random, field => field is { Message: "Opset", Number: 2 })?.Value = (ulong)random.Next(1, 28); break;
            case 10: Lists(model, all, random); break;
            default: Any(all, random, field => field is { Message: "Node", Number: 1 })?.Bytes = []; break;
        }
    }

    static WireField? Any(WireField[] all, System.Random random, Func<WireField, bool> which)
    {
        WireField[] found = Array.FindAll(all, field => which(field));
        return found.Length == 0 ? null : found[random.Next(found.Length)];
    }

    static void Number(WireField? field, System.Random random) => field?.Value = (ulong)(random.Next(3) switch
    {
        0 => Fuzzing.Extreme(random),
        1 => random.Next(-4, 30),
        _ => (long)field.Value + random.Next(-2, 3),
    });

    static void Swap(WireField[] all, System.Random random, Func<WireField, bool> which)
    {
        if (Any(all, random, which) is not { } a || Any(all, random, which) is not { } b || a.Fields is not null || b.Fields is not null)
            return;
        (a.Bytes, b.Bytes) = (b.Bytes, random.Next(2) == 0 ? a.Bytes : b.Bytes);
    }

    // An element of 4 or 8 bytes becomes an extreme integer, or a float that is none.
    static void Elements(WireField? field, System.Random random)
    {
        if (field is null || field.Bytes.Length < 4)
            return;
        byte[] bytes = [.. field.Bytes];
        int width = bytes.Length % 8 == 0 && random.Next(2) == 0 ? 8 : 4, at = random.Next(bytes.Length / width) * width;
        if (width == 8)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), random.Next(2) == 0 ? Fuzzing.Extreme(random) : random.Next(-4, 30));
        else
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at), random.Next(6) switch { 0 => float.NaN, 1 => float.PositiveInfinity, 2 => 0, 3 => -1, 4 => 1e-30f, _ => 1e30f });
        field.Bytes = bytes;
    }

    // A field is left out, doubled, or put into another message of its kind.
    static void Lists(List<WireField> model, WireField[] all, System.Random random)
    {
        if (Any(all, random, field => field.Fields is { Count: > 0 }) is not { } holder)
            return;
        List<WireField> list = random.Next(10) == 0 ? model : holder.Fields!;
        WireField field = list[random.Next(list.Count)];
        switch (random.Next(3))
        {
            case 0: list.Remove(field); break;
            case 1: list.Insert(random.Next(list.Count), field.Copy()); break;
            default: Any(all, random, other => other.Inner == holder.Inner && other.Fields is not null)?.Fields!.Add(field.Copy()); break;
        }
    }
}
