using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lamina.Recipes;

/// <summary>The settings of a run. What is not changed comes from the recipe.</summary>
public sealed record RecipeSettings
{
    /// <summary>Passes over the training part.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Examples in a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The optimizer's step size, the highest where a schedule changes it.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Seeds weights, shuffling, dropout and splits.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Training examples to use, for a quick look; all if 0.</summary>
    public long Limit { get; init; }

    /// <summary>This with one setting changed, given as <c>key=value</c>.</summary>
    /// <param name="pair">A key of this record in camel case, an equals sign, and the value.</param>
    /// <exception cref="RecipeException">There is no such key, or the value does not fit it.</exception>
    public RecipeSettings With(string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new RecipeException($"--set takes key=value; got '{pair}'. The keys are epochs, batchSize, learningRate, seed, limit.");
        string key = pair[..equals], value = pair[(equals + 1)..];
        return key switch
        {
            "epochs" => this with { Epochs = Count(key, value) },
            "batchSize" => this with { BatchSize = Count(key, value) },
            "learningRate" => this with { LearningRate = Real(key, value) },
            "seed" => this with { Seed = Whole(key, value) },
            "limit" => this with { Limit = Whole(key, value) },
            _ => throw new RecipeException($"There is no setting '{key}'. The keys are epochs, batchSize, learningRate, seed, limit."),
        };
    }

    /// <summary>This with the settings of a file: a JSON object with keys of this record in camel case.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecipeException">The file is missing or no such object, there is no such key, or a value does not fit it.</exception>
    public RecipeSettings WithFile(string path)
    {
        if (!File.Exists(path))
            throw new RecipeException($"There is no file '{path}' of settings.");
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path)) is not JsonObject pairs)
                throw new RecipeException($"'{path}' holds no JSON object; {{\"epochs\": 20}} would be one.");
            return pairs.Aggregate(this, (settings, pair) => settings.With($"{pair.Key}={pair.Value}"));
        }
        catch (JsonException error)
        {
            throw new RecipeException($"'{path}' is no JSON: {error.Message}");
        }
    }

    /// <summary>Gives these settings back if they make sense.</summary>
    /// <exception cref="RecipeException">One of them is out of its range.</exception>
    public RecipeSettings Checked()
    {
        if (Epochs < 1)
            throw new RecipeException($"epochs must be 1 or more; got {Epochs}.");
        if (BatchSize < 1)
            throw new RecipeException($"batchSize must be 1 or more; got {BatchSize}.");
        if (!(LearningRate > 0) || !double.IsFinite(LearningRate))
            throw new RecipeException($"learningRate must be a positive number; got {LearningRate.ToString(CultureInfo.InvariantCulture)}.");
        if (Limit is < 0 or 1)
            throw new RecipeException($"limit must be 0 (all), or 2 or more (some examples train, some validate); got {Limit}.");
        return this;
    }

    static int Count(string key, string value) =>
        Whole(key, value) is >= int.MinValue and <= int.MaxValue and var number
            ? (int)number
            : throw new RecipeException($"{key} can be {int.MaxValue} at most; got '{value}'.");

    static long Whole(string key, string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new RecipeException($"{key} takes a whole number; got '{value}'.");

    static double Real(string key, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new RecipeException($"{key} takes a number; got '{value}'.");
}
