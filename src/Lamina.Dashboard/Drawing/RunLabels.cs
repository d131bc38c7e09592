using Lamina.Dashboard.Runs;
using Lamina.Recipes;

namespace Lamina.Dashboard.Drawing;

/// <summary>How pages call a run and its state.</summary>
static class RunLabels
{
    public static string Link(RunView run) => $"run/{Uri.EscapeDataString(run.Name)}";

    /// <summary>One word, the name of its style too.</summary>
    public static string State(RunView run) => run switch
    {
        { Result.Passed: true } => "reached",
        { Result: not null } => "missed",
        { State: RunState.Running } => "running",
        { State: RunState.Stopped } => "stopped",
        { State: RunState.Finished } => "finished",
        _ => "unbegun",
    };
}
