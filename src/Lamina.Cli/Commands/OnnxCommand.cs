using System.CommandLine;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina onnx</c>: looks at ONNX models, runs them, and checks them against stored results.</summary>
static class OnnxCommand
{
    public static Command Make() => new("onnx", "Look at ONNX models, run them, and check them against stored results.") { OnnxCheckCommand.Make(), OnnxInfoCommand.Make(), OnnxRunCommand.Make() };
}
