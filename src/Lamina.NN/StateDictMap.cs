using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Lamina.NN;

/// <summary>
/// The way from a foreign state dict to one that fits: keys are renamed or left out and tensors turned, step after step. A map is immutable; each method
/// gives a new map with one step more.
/// </summary>
/// <remarks>
/// <para>
/// <c>net.LoadStateDict(new StateDictMap().RemovePrefix("module.").Rename(@"^backbone\.", "").Drop(@"^head\.").Apply(file))</c>
/// </para>
/// <para>
/// Patterns are regular expressions of .NET, searched for anywhere in the key as the steps before have left it: anchor them with <c>^</c> and <c>$</c>. One match may take
/// <see cref="LongestMatch"/>. Tensors that no step turns are handed on as they are, not copied.
/// </para>
/// </remarks>
public sealed class StateDictMap
{
    const string Kernel = @"(^|\.)kernel$";

    readonly ImmutableArray<Step> _steps;

    /// <summary>A map without a step: what comes in goes out.</summary>
    public StateDictMap()
        : this([])
    {
    }

    StateDictMap(ImmutableArray<Step> steps) => _steps = steps;

    delegate (string Key, Tensor Value)? Change(string key, Tensor value);

    /// <summary>The most time that one pattern may take on one key: a second.</summary>
    public static TimeSpan LongestMatch { get; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// From Keras' names and layouts to this library's: <c>conv/kernel:0</c> → <c>conv.weight</c>, and so <c>gamma</c>, <c>beta</c>, <c>moving_mean</c>, <c>moving_variance</c> and
    /// <c>embeddings</c>; kernels turned as <see cref="TurnKernels"/> does. A dense layer behind a flattened picture must be turned besides: Keras flattens [H, W, C], and <see cref="Flatten"/> [C, H, W].
    /// </summary>
    public static StateDictMap FromKeras { get; } = new StateDictMap()
        .Rename(":0$", "").Rename("/", ".").TurnKernels().Rename(Kernel, "$1weight").Rename(@"(^|\.)embeddings$", "$1weight")
        .Rename(@"(^|\.)gamma$", "$1weight").Rename(@"(^|\.)beta$", "$1bias").Rename(@"(^|\.)moving_mean$", "$1running_mean").Rename(@"(^|\.)moving_variance$", "$1running_var");

    /// <summary>Puts <paramref name="prefix"/> before every key.</summary>
    /// <param name="prefix">Such as <c>"backbone."</c>, with its point.</param>
    public StateDictMap AddPrefix(string prefix) => With($"add prefix '{prefix}'", (key, value) => (prefix + key, value));

    /// <summary>Takes <paramref name="prefix"/> from the keys that begin with it; the others stay as they are.</summary>
    /// <param name="prefix">Such as <c>"module."</c>, with its point.</param>
    public StateDictMap RemovePrefix(string prefix) => With(
        $"remove prefix '{prefix}'", (key, value) => (key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : key, value));

    /// <summary>Replaces every match of a pattern in the keys.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <param name="replacement">What stands in its place; <c>$1</c> is the first group.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public StateDictMap Rename(string pattern, string replacement)
    {
        Regex regex = Compile(pattern);
        return With($"rename '{pattern}' to '{replacement}'", (key, value) => (Timed(regex, key, () => regex.Replace(key, replacement)), value));
    }

    /// <summary>Leaves out the tensors whose keys match.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public StateDictMap Drop(string pattern)
    {
        Regex regex = Compile(pattern);
        return With($"drop '{pattern}'", (key, value) => Matches(regex, key) ? null : (key, value));
    }

    /// <summary>Leaves out the tensors whose keys do not match.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public StateDictMap Keep(string pattern)
    {
        Regex regex = Compile(pattern);
        return With($"keep '{pattern}'", (key, value) => Matches(regex, key) ? (key, value) : null);
    }

    /// <summary>Puts what <paramref name="turn"/> makes of a tensor in its place, where the key matches.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <param name="turn">The new tensor from the old one; the tape is off.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public StateDictMap Turn(string pattern, Func<Tensor, Tensor> turn)
    {
        Regex regex = Compile(pattern);
        return With($"turn '{pattern}'", (key, value) => (key, Matches(regex, key) ? turn(value) : value));
    }

    /// <summary>Permutes the axes of the tensors whose keys match.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <param name="axes">For each axis of the result the axis it was: <c>3, 2, 0, 1</c> turns HWIO to OIHW.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public StateDictMap Transpose(string pattern, params int[] axes)
    {
        int[] order = [.. axes];
        return Turn(pattern, tensor => tensor.Permute(order));
    }

    /// <summary>
    /// Turns kernels of Keras' layout, whose last two axes are inputs and outputs, to PyTorch's, whose first two are outputs and inputs: dense [in, out] → [out, in],
    /// convolutions [H, W, in, out] → [out, in, H, W] with one to three axes of space; and so transposed convolutions, [H, W, out, in] → [in, out, H, W].
    /// </summary>
    /// <param name="pattern">A regular expression for their keys.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public StateDictMap TurnKernels(string pattern = Kernel) => Turn(
        pattern, kernel => kernel.Permute([kernel.Rank - 1, kernel.Rank - 2, .. Enumerable.Range(0, Math.Max(0, kernel.Rank - 2))]));

    /// <summary>Converts the floating-point tensors whose keys match; counters and masks keep their dtypes.</summary>
    /// <param name="dtype">The new dtype.</param>
    /// <param name="pattern">A regular expression; every key by default.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public StateDictMap To(DType dtype, string pattern = "") => Turn(pattern, tensor => tensor.DType.IsFloatingPoint() ? tensor.To(dtype) : tensor);

    /// <summary>All steps of another map after those of this one.</summary>
    /// <param name="next">The other map.</param>
    public StateDictMap Then(StateDictMap next) => new(_steps.AddRange(next._steps));

    /// <summary>Sends a state dict through all steps.</summary>
    /// <param name="state">Tensors by key, such as those of a file.</param>
    /// <returns>The new state dict, in the order of the old one.</returns>
    /// <exception cref="ArgumentException">Two tensors come to the same key.</exception>
    /// <exception cref="TimeoutException">A pattern took longer than <see cref="LongestMatch"/> on a key.</exception>
    /// <exception cref="LaminaException">A tensor cannot be turned as a step wants; the error names its key.</exception>
    public OrderedDictionary<string, Tensor> Apply(IEnumerable<KeyValuePair<string, Tensor>> state)
    {
        using GradientScope off = Gradients.Off();
        OrderedDictionary<string, Tensor> result = [];
        Dictionary<string, string> origins = [];
        foreach ((string from, Tensor tensor) in state)
        {
            if (Through(from, tensor) is not var (key, value))
                continue;
            if (!result.TryAdd(key, value))
                throw new ArgumentException($"StateDictMap: '{Shown(origins[key])}' and '{Shown(from)}' both come to the key '{Shown(key)}'. Rename or drop one of them before.", nameof(state));
            origins.Add(key, from);
        }

        return result;
    }

    /// <summary>The steps, one a line.</summary>
    public override string ToString() => string.Join('\n', _steps.Select(step => step.Text));

    static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant, LongestMatch);

    static bool Matches(Regex regex, string key) => Timed(regex, key, () => regex.IsMatch(key));

    static T Timed<T>(Regex regex, string key, Func<T> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new TimeoutException($"StateDictMap: the pattern '{regex}' took more than {LongestMatch.TotalSeconds} s on the key '{Shown(key)}'. Repeat no group that itself repeats.", error);
        }
    }

    // A key comes from a file: in an error it is cut short and cannot steer a terminal.
    static string Shown(string key) => string.Concat((key.Length > 80 ? key[..80] + "…" : key).Select(letter => char.IsControl(letter) ? '?' : letter));

    StateDictMap With(string text, Change change) => new(_steps.Add(new Step(text, change)));

    (string Key, Tensor Value)? Through(string key, Tensor value)
    {
        (string Key, Tensor Value)? at = (key, value);
        foreach (Step step in _steps)
        {
            try
            {
                at = step.Change(at.Value.Key, at.Value.Value);
            }
            catch (LaminaException error)
            {
                error.Location ??= $"StateDictMap, {step.Text}, '{Shown(key)}'";
                throw;
            }

            if (at is null)
                break;
        }

        return at;
    }

    readonly record struct Step(string Text, Change Change);
}
