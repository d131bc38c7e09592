namespace Lamina.Pipelines;

/// <summary>The kinds of pipelines: how each is read from its description, and the command that uses it.</summary>
static class PipelineKinds
{
    /// <summary>By kind, what builds the pipeline with new weights.</summary>
    public static IReadOnlyDictionary<string, Func<PipelineFile, Pipeline>> Readers { get; } = new OrderedDictionary<string, Func<PipelineFile, Pipeline>>
    {
        [SeriesForecast.KindName] = SeriesForecast.Read,
        [Policy.KindName] = Policy.Read,
        [TextGeneration.KindName] = TextGeneration.Read,
        [Translation.KindName] = Translation.Read,
        [TextClassification.KindName] = TextClassification.Read,
        [NodeClassification.KindName] = NodeClassification.Read,
        [PictureGeneration.KindName] = PictureGeneration.Read,
        [Transcription.KindName] = Transcription.Read,
        [FaceVerification.KindName] = FaceVerification.Read,
    };

    /// <summary>By kind, the command.</summary>
    public static IReadOnlyDictionary<string, string> Commands { get; } = new Dictionary<string, string>
    {
        [SeriesForecast.KindName] = "predict RUN FILE.csv --count 12",
        [Policy.KindName] = "play RUN",
        [TextGeneration.KindName] = "generate RUN --prompt TEXT",
        [Translation.KindName] = "translate RUN TEXT",
        [TextClassification.KindName] = "classify RUN TEXT",
        [PictureGeneration.KindName] = "sample RUN",
        [Transcription.KindName] = "transcribe RUN FILE.wav",
        [FaceVerification.KindName] = "verify RUN FIRST SECOND",
    };
}
