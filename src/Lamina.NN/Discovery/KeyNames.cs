using System.Text;

namespace Lamina.NN.Discovery;

/// <summary>Turns .NET names into PyTorch's spelling.</summary>
internal static class KeyNames
{
    /// <summary>The name of the field, or of the property or captured parameter whose field it is: between &lt; and &gt;.</summary>
    public static string Source(string field) =>
        field.StartsWith('<') && field.IndexOf('>') is int end and > 1 ? field[1..end] : field;

    /// <summary><c>_runningMean</c> and <c>RunningMean</c> → <c>running_mean</c>; <c>MLPHead2</c> → <c>mlp_head2</c>.</summary>
    public static string Of(string name)
    {
        string trimmed = name.TrimStart('_');
        StringBuilder key = new();
        for (int i = 0; i < trimmed.Length; i++)
        {
            char c = trimmed[i];
            bool starts = char.IsUpper(c) && i > 0 && trimmed[i - 1] != '_' &&
                (!char.IsUpper(trimmed[i - 1]) || (i + 1 < trimmed.Length && char.IsLower(trimmed[i + 1])));
            if (starts)
                key.Append('_');
            key.Append(char.ToLowerInvariant(c));
        }

        return key.ToString();
    }
}
