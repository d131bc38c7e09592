using System.Collections;
using System.Globalization;

namespace Lamina.NN.Discovery;

/// <summary>What a module holds directly: modules, parameters and buffers in its members, with their keys.</summary>
internal static class Holdings
{
    /// <exception cref="ModuleException">Two members have one key.</exception>
    public static List<(string Key, object Value)> Of(Module module)
    {
        List<(string Key, object Value)> found = Unchecked(module);
        Dictionary<string, object> keys = new(found.Count);
        foreach ((string key, object value) in found)
        {
            if (!keys.TryAdd(key, value))
                throw new ModuleException($"{module.GetType().Name} holds both a {keys[key].GetType().Name} and a {value.GetType().Name} under the key '{key}'. Rename one of them, or give it another key with [Key(\"…\")].");
        }

        return found;
    }

    /// <summary>The same, where another module's faults are of no interest.</summary>
    public static List<(string Key, object Value)> Unchecked(Module module)
    {
        List<(string Key, object Value)> found = [];
        foreach (Member member in MemberTable.Of(module))
            Add(found, member.Key, member.Field.GetValue(module), depth: 0);

        // What others are computed from stands behind the rest, as in PyTorch, which registers it later.
        (string Key, object Value)[] computed = [.. found.Where(entry => entry.Value is Parameter { Parametrization: not null })];
        foreach ((string key, object value) in computed)
        {
            found.Remove((key, value));
            found.AddRange(((Parameter)value).Parametrization!.Parts.Select(part => ($"{key}_{part.Suffix}", (object)part.Tensor)));
        }

        return found;
    }

    static void Add(List<(string Key, object Value)> found, string key, object? value, int depth)
    {
        // Deeper than any list of lists that means something: a list that holds itself.
        if (depth > 16)
            return;
        switch (value)
        {
            case Module or StateTensor:
                found.Add((key, value));
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                    Add(found, Join(key, Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!), entry.Value, depth + 1);
                break;
            case IEnumerable elements and not string:
                int index = 0;
                foreach (object? element in elements)
                    Add(found, Join(key, (index++).ToString(CultureInfo.InvariantCulture)), element, depth + 1);
                break;
        }
    }

    public static string Join(string path, string key) => path.Length == 0 ? key : key.Length == 0 ? path : $"{path}.{key}";
}
