using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Lamina.Formats.Pickle;

/// <summary>
/// Reads pickles of protocols 0 to 5 as data. Of the stack machine's instructions it has those that build values; a name is looked up in a list, and what is not there is
/// an error. Nothing is imported and nothing of the file is executed.
/// </summary>
/// <remarks><b>Source:</b> the description of the instructions in Python's module pickletools.</remarks>
internal sealed class PickleMachine(byte[] program, string file, IPickleBuilders builders)
{
    const int MostValues = 2_000_000;

    static readonly object Mark = new();

    readonly List<object?> _stack = [];
    readonly Dictionary<long, object?> _memo = [];
    int _at;
    int _left = MostValues;

    public object? Run()
    {
        try
        {
            while (true)
            {
                byte code = Byte();
                if (code == '.')
                    return Pop();
                Do(code);
            }
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            throw new FileFormatException(file, _at, $"{error.Message.TrimEnd('.')}.", "The pickle is damaged, or holds what is not read; nothing of it was executed.", error);
        }
    }

    void Do(byte code)
    {
        switch ((char)code)
        {
            case '\x80': Byte(); break;
            case '\x95': Take(8); break;
            case '(': Push(Mark); break;
            case '0': Pop(); break;
            case '1': PopToMark(); break;
            case '2': Push(Peek()); break;
            case 'N': Push(null); break;
            case '\x88': Push(true); break;
            case '\x89': Push(false); break;
            case 'K': Push((long)Byte()); break;
            case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case '\x8a': Push(Long(Take(Byte()))); break;
            case '\x8b': Push(Long(Take(Length4()))); break;
            case 'I': Push(Line() switch { "00" => false, "01" => true, var text => long.Parse(text, CultureInfo.InvariantCulture) }); break;
            case 'L': Push(long.Parse(Line().TrimEnd('L'), CultureInfo.InvariantCulture)); break;
            case 'F': Push(double.Parse(Line(), CultureInfo.InvariantCulture)); break;
            case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case 'X': Push(Encoding.UTF8.GetString(Take(Length4()))); break;
            case '\x8c': Push(Encoding.UTF8.GetString(Take(Byte()))); break;
            case '\x8d': Push(Encoding.UTF8.GetString(Take(Length8()))); break;
            case 'V': Push(Line()); break;
            case 'S': Push(Line().Trim('\'', '"')); break;
            case 'U': Push(Encoding.Latin1.GetString(Take(Byte()))); break;
            case 'T': Push(Encoding.Latin1.GetString(Take(Length4()))); break;
            case 'C': Push(Take(Byte()).ToArray()); break;
            case 'B': Push(Take(Length4()).ToArray()); break;
            case '\x8e': Push(Take(Length8()).ToArray()); break;
            case ']': Push(new List<object?>()); break;
            case '}': Push(new OrderedDictionary<object, object?>()); break;
            case ')': Push(Array.Empty<object?>()); break;
            case 'l': Push(PopToMark().ToList()); break;
            case 't': Push(PopToMark()); break;
            case 'd': Push(Fill([], PopToMark())); break;
            case '\x85': Push(Pop(1)); break;
            case '\x86': Push(Pop(2)); break;
            case '\x87': Push(Pop(3)); break;
            case 'a': Append(Pop(1)); break;
            case 'e': Append(PopToMark()); break;
            case 's': Set(Pop(2)); break;
            case 'u': Set(PopToMark()); break;
            case 'q': Remember(Byte()); break;
            case 'r': Remember(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))); break;
            case 'p': Remember(long.Parse(Line(), CultureInfo.InvariantCulture)); break;
            case '\x94': Remember(_memo.Count); break;
            case 'h': Push(Recall(Byte())); break;
            case 'j': Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break;
            case 'g': Push(Recall(long.Parse(Line(), CultureInfo.InvariantCulture))); break;
            case 'c': Push(Global(Line(), Line())); break;
            case '\x93': PushStackGlobal(); break;
            case 'R' or '\x81': Call(); break;
            case 'b': Build(); break;
            case 'Q': Push(builders.Persistent(Pop())); break;
            default: throw new InvalidDataException($"the instruction 0x{code:x2} builds no plain value");
        }
    }

    void PushStackGlobal()
    {
        object?[] names = Pop(2);
        Push(Global((string)names[0]!, (string)names[1]!));
    }

    PickleGlobal Global(string module, string name) => builders.Find(module, name) is { } build
        ? new PickleGlobal(module, name, build)
        : throw new InvalidDataException($"it names {module}.{name}, which is not in the list of what is built");

    void Call()
    {
        object?[] pair = Pop(2);
        if (pair is not [PickleGlobal global, object?[] arguments])
            throw new InvalidDataException("something is called that is no name with a tuple");
        object? built = global.Build(arguments);

        // One list can be made a dictionary many times.
        Spend(built is OrderedDictionary<object, object?> entries ? entries.Count : 0);
        Push(built);
    }

    // Of dictionaries it is what they carry beside their entries, PyTorch's version numbers, and left out.
    void Build()
    {
        object? state = Pop();
        if (Peek() is IPickleState made)
            made.SetState(state);
    }

    void Append(object?[] items)
    {
        if (Peek() is not List<object?> list)
            throw new InvalidDataException("items are added to what is no list");
        list.AddRange(items);
    }

    void Set(object?[] items)
    {
        if (Peek() is not OrderedDictionary<object, object?> entries)
            throw new InvalidDataException("entries are set in what is no dictionary");
        Fill(entries, items);
    }

    static OrderedDictionary<object, object?> Fill(OrderedDictionary<object, object?> entries, object?[] items)
    {
        if (items.Length % 2 != 0)
            throw new InvalidDataException("a dictionary has a key without a value");
        for (int i = 0; i < items.Length; i += 2)
            entries[items[i] is string or long or bool or double ? items[i]! : throw new InvalidDataException("a key is no text or number")] = items[i + 1];
        return entries;
    }

    void Remember(long place)
    {
        Spend();
        _memo[place] = Peek();
    }

    object? Recall(long place) => _memo.TryGetValue(place, out object? value) ? value : throw new InvalidDataException($"it recalls {place}, which it did not store");

    static object Long(ReadOnlySpan<byte> bytes)
    {
        BigInteger value = new(bytes);
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : (double)value;
    }

    void Spend(int values = 1)
    {
        if ((_left -= values) < 0)
            throw new InvalidDataException($"it builds more than {MostValues} values");
    }

    void Push(object? value)
    {
        Spend();
        _stack.Add(value);
    }

    object? Peek() => _stack.Count > 0 && !ReferenceEquals(_stack[^1], Mark) ? _stack[^1] : throw new InvalidDataException("its stack is empty");

    object? Pop() => Pop(1)[0];

    object?[] Pop(int count)
    {
        if (_stack.Count < count)
            throw new InvalidDataException("its stack is empty");
        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values.Contains(Mark) ? throw new InvalidDataException("a mark stands where a value should") : values;
    }

    object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
            throw new InvalidDataException("there is no mark on its stack");
        object?[] values = [.. _stack[(mark + 1)..]];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    byte Byte() => Take(1)[0];

    int Length4() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)) is <= int.MaxValue and var length ? (int)length : throw new InvalidDataException("a length is beyond the file");

    int Length8() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8)) is <= int.MaxValue and var length ? (int)length : throw new InvalidDataException("a length is beyond the file");

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > program.Length - _at)
            throw new InvalidDataException($"it ends where {count} bytes should follow");
        _at += count;
        return program.AsSpan(_at - count, count);
    }

    string Line()
    {
        int end = Array.IndexOf(program, (byte)'\n', _at);
        if (end < 0)
            throw new InvalidDataException("a line has no end");
        string line = Encoding.UTF8.GetString(program, _at, end - _at);
        _at = end + 1;
        return line;
    }
}
