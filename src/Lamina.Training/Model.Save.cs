using System.Text.Json.Nodes;
using Lamina.Formats;
using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    const string Format = "lamina-model";
    const int FormatVersion = 1;

    GeneratorState? _resumeRandom;
    FitState? _resumeFit;

    /// <summary>
    /// Writes everything into one file, whole or not at all: the network as data over Lamina's own layers, weights, optimizer and its
    /// state, loss and metrics, preprocessing, and how far training has come. By custom it ends in <c>.lamina</c>.
    /// </summary>
    /// <remarks>
    /// <para>A zip of <c>model.json</c>, <c>weights.safetensors</c> (keys as in <see cref="Module.StateDict"/>), <c>optimizer.safetensors</c>
    /// and checksums. The same model makes the same bytes.</para>
    /// <para>Of a module, optimizer, loss or metric of one's own only the weights and states are written: make it and give it to <see cref="Load"/>.</para>
    /// </remarks>
    /// <param name="path">Where to. The folder is made if it is missing.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Write(path, _resumeFit);
    }

    /// <summary>Saves the model, with what a <c>Fit</c> that runs has besides it.</summary>
    internal void Write(string path, FitState? fit)
    {
        Attach();
        GeneratorState random = _resumeRandom ?? Generator.Default.State;
        JsonObject description = new()
        {
            ["format"] = Format,
            ["version"] = FormatVersion,
            ["architecture"] = Architecture.Write(Module is ManyToMany several ? several.Network : Module),
            ["frozen"] = Numbers.Json(Module.NamedParameters().Where(entry => !entry.Parameter.Trainable).Select(entry => entry.Name)),
            ["regularization"] = RegularizationForm.Write(Module),
            ["optimizer"] = _optimizer is null ? null : OptimizerForms.Write(_optimizer, Module),
            ["loss"] = _loss is null ? null : _loss is OutputLosses losses ? OutputForms.Write(losses) : LossForms.Write(_loss),
            ["metrics"] = new JsonArray([.. Metrics.Select(MetricForms.Write).Where(metric => metric is not null)]),
            ["preprocessing"] = PreprocessingForm.Write(Preprocessing),
            ["position"] = new JsonObject { ["epoch"] = Position.Epoch, ["batch"] = Position.Batch, ["step"] = Position.Step },
            ["random"] = new JsonObject { ["seed"] = random.Seed, ["stream"] = random.Stream, ["offset"] = random.Offset },
        };
        OrderedDictionary<string, Tensor> state = _optimizer is { Groups.Count: > 0 } ? _optimizer.StateDict() : [];
        TrainingForms.Write(this, description, state);
        if (fit is not null)
            description["fit"] = fit.Write();
        ModelArchive.Write(path, description, Module.StateDict(), state, fit?.Tensors);
    }

    /// <summary>
    /// Reads a model that <see cref="Save"/> wrote. It predicts the same bits, and trains on as the one that was saved would have:
    /// the next <c>Fit</c> takes up its epoch, its place in the data, and the state of <see cref="Generator.Default"/>. From a file of
    /// <see cref="BackupAndRestore"/> it takes up the metrics of the epoch, the history and what callbacks of the same classes keep, too.
    /// </summary>
    /// <param name="path">The file. Nothing in it is executed, and no type is made by a name from it.</param>
    /// <param name="module">The network to load into; null to make it of Lamina's own layers as the file says. It is to be given where the file's network is a class of one's own.</param>
    /// <param name="optimizer">An optimizer instead of the file's, without parameters or with those of the module; takes over the file's state.</param>
    /// <param name="loss">A loss instead of the file's. Without any the model predicts, and neither trains nor evaluates.</param>
    /// <param name="metrics">Metrics instead of the file's.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileFormatException">The file is damaged, truncated or foreign, or its network is a class of one's own.</exception>
    /// <exception cref="StateDictException">The weights do not fit the module.</exception>
    public static Model Load(
        string path,
        Module<Tensor, Tensor>? module = null,
        Optimizer? optimizer = null,
        Loss? loss = null,
        IReadOnlyList<Metric>? metrics = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Naming(path, () => new ModelReader(path).Read(module, optimizer, loss, metrics));
    }

    /// <summary>Loads the weights of a <c>.lamina</c> file, or of a <c>.safetensors</c> file with the same keys. Nothing else changes.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileFormatException">The file is damaged, truncated or foreign.</exception>
    /// <exception cref="StateDictException">The weights do not fit; nothing was loaded.</exception>
    public void LoadWeights(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        bool isPlain = Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase);
        Naming(path, () => Module.LoadStateDict(isPlain ? Safetensors.Load(path).Tensors : ModelArchive.Read(path).Weights));
    }

    // What does not fit is in a file, which the error is to name.
    static T Naming<T>(string path, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (StateDictException error) when (error.Location is null)
        {
            error.Location = path;
            throw;
        }
    }

    internal static bool IsReadable(Described description) =>
        description.Text("format") == Format && (description.Long("version", 1) <= FormatVersion
            ? true
            : throw description.Fault($"it has version {description.Long("version")} of the format, and this Lamina reads up to {FormatVersion}; take a newer Lamina"));

    internal void Resume(GeneratorState random, FitState? fit) => (_resumeRandom, _resumeFit) = (random, fit);

    internal FitState? TakeUpFit()
    {
        FitState? fit = _resumeFit;
        _resumeFit = null;
        return fit;
    }

    // At the first training after a loading: what only predicts leaves the default generator alone.
    internal void TakeUpRandom()
    {
        if (_resumeRandom is { } state)
            Generator.Default.State = state;
        _resumeRandom = null;
    }
}
