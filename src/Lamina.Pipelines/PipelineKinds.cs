namespace Lamina.Pipelines;

/// <summary>The kinds of pipelines: how each is read from its description, and the command that uses it.</summary>
static class PipelineKinds
{
    /// <summary>By kind, what builds the pipeline with new weights.</summary>
    public static IReadOnlyDictionary<string, Func<PipelineFile, Pipeline>> Readers { get; } = new OrderedDictionary<string, Func<PipelineFile, Pipeline>>
    {
        ["object-detection"] = ObjectDetection.Read,
    };

    /// <summary>By kind, the command.</summary>
    public static IReadOnlyDictionary<string, string> Commands { get; } = new Dictionary<string, string>
    {
        ["object-detection"] = "predict",
    };
}
