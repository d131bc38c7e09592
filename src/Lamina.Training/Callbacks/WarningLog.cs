using System.Text;
using System.Text.Json;

namespace Lamina.Training;

/// <summary>
/// Writes a line of JSON for each warning of the <see cref="TrainingGuard"/>, as in <c>warnings.jsonl</c>: step, rule, message. A line is on the disk after the step
/// in which something was noticed; where nothing is, no file is made.
/// </summary>
/// <remarks>A file that is there is continued: lines of steps that are trained again, after a return to an older checkpoint, go, and so does half a line that a crash left.</remarks>
/// <param name="path">The file; its folder is made if it is missing.</param>
public sealed class WarningLog(string path) : Callback
{
    readonly JsonLineFile _file = new(path);
    bool _isOpen;
    int _written;

    /// <inheritdoc/>
    protected internal override void BeforeFit(TrainingContext context) => (_isOpen, _written) = (false, 0);

    /// <inheritdoc/>
    protected internal override void AfterBatch(TrainingContext context)
    {
        if (!_isOpen)
            Open(context);
        Write(context.History.Warnings);
    }

    /// <inheritdoc/>
    protected internal override void AfterFit(TrainingContext context)
    {
        if (_isOpen)
            Write(context.History.Warnings);
    }

    // What a training that goes on has noticed before stands in the file already.
    void Open(TrainingContext context)
    {
        if (_file.Exists)
            _file.KeepBelow("step", context.Step);
        _written = context.History.Warnings.Count(warning => warning.Step < context.Step);
        _isOpen = true;
    }

    void Write(IReadOnlyList<GuardWarning> warnings)
    {
        for (; _written < warnings.Count; _written++)
            _file.Add(Line(warnings[_written]));
    }

    static string Line(GuardWarning warning)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("step", warning.Step);
            writer.WriteString("rule", warning.Rule);
            writer.WriteString("message", warning.Message);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
