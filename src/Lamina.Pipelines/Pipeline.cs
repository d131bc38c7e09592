using System.Text;
using Lamina.Formats;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>
/// A trained network with all that is needed to use it: text in and text out, or pictures, or numbers. It is kept in two files of a run's folder, <c>pipeline.json</c>, which says what kind it is and
/// how its network is built, and <c>pipeline.safetensors</c>, the weights.
/// </summary>
public abstract class Pipeline
{
    const string Description = "pipeline.json", Weights = "pipeline.safetensors";

    // A vocabulary of a hundred thousand words is two megabytes.
    const long MostBytes = 64 << 20;

    /// <summary>The names of the files that <see cref="Save"/> writes.</summary>
    public static IReadOnlyList<string> Files { get; } = [Weights, Description];

    /// <summary>The network, in evaluation mode.</summary>
    public abstract Module Network { get; }

    /// <summary>The word by which <c>pipeline.json</c> names the kind: lower case, words joined by hyphens.</summary>
    public abstract string Kind { get; }

    /// <summary>A sentence that says by which command such a run is used; empty where there is none.</summary>
    public string Usage => PipelineKinds.Commands.TryGetValue(Kind, out string? command) ? $"It is used by `lamina {command}`." : "";

    /// <summary>Loads the pipeline of a finished run.</summary>
    /// <param name="folder">The run's folder. What stands in its files is not trusted: nothing is executed, and sizes are checked before anything is made of them.</param>
    /// <exception cref="PipelineException">There is none, or its description is damaged.</exception>
    /// <exception cref="FileFormatException">The weights are damaged.</exception>
    public static Pipeline Load(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string path = Path.Combine(folder, Description);
        if (!File.Exists(path))
            throw new PipelineException($"'{folder}' has no {Description}: it is not the folder of a finished run of such a recipe. `lamina runs` lists runs, and `lamina train` makes them.");
        if (new FileInfo(path).Length > MostBytes)
            throw new PipelineException($"'{path}' is larger than {MostBytes >> 20} MiB, which no pipeline is.");
        PipelineFile file = PipelineFile.Parse(path, File.ReadAllBytes(path));
        string kind = file.Text("kind", most: 100);
        if (!PipelineKinds.Readers.TryGetValue(kind, out Func<PipelineFile, Pipeline>? read))
            throw new PipelineException($"'{path}' is of the kind '{kind}', which this Lamina does not know. It knows {string.Join(", ", PipelineKinds.Readers.Keys)}.");
        string weights = Path.Combine(folder, Weights);
        IReadOnlyDictionary<string, Tensor> tensors = Safetensors.Load(weights).Tensors;
        file.Weights = tensors.Values.Sum(tensor => tensor.Count);
        Pipeline pipeline = read(file);
        try
        {
            pipeline.Network.LoadStateDict(tensors);
        }
        catch (StateDictException error)
        {
            throw new PipelineException($"'{weights}' holds the weights of another network than {Description} describes: {error.Message}", error);
        }

        pipeline.Network.Eval();
        return pipeline;
    }

    /// <summary>Loads the pipeline of a finished run, of a kind.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="PipelineException">There is none, it is of another kind, or its description is damaged.</exception>
    /// <exception cref="FileFormatException">The weights are damaged.</exception>
    public static T Load<T>(string folder)
        where T : Pipeline
    {
        Pipeline pipeline = Load(folder);
        return pipeline as T ?? throw new PipelineException($"'{folder}' is a run of the kind {pipeline.Kind}; what is asked needs another. {pipeline.Usage}");
    }

    /// <summary>Writes the two files.</summary>
    /// <param name="folder">The folder; it is made if it is missing.</param>
    public void Save(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Directory.CreateDirectory(folder);
        PipelineFile file = new(Path.Combine(folder, Description));
        file.Set("kind", Kind);
        Describe(file);

        // The description last: where it stands, the weights do too.
        Safetensors.Save(Path.Combine(folder, Weights), Network.StateDict());
        AtomicFile.Write(Path.Combine(folder, Description), stream => stream.Write(Encoding.UTF8.GetBytes(file.ToJson())));
    }

    /// <summary>Writes into the description what is needed to build the same pipeline again.</summary>
    /// <param name="file">The description.</param>
    protected abstract void Describe(PipelineFile file);
}
