using System.Numerics;

namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Operands and cut of a pass from one set of images to another: forward, or the gradient of the input.</summary>
internal unsafe struct LastCall<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>[image, channel, line, column].</summary>
    public T* Source;

    public long SourceLines, SourceColumns;

    /// <summary>How a whole image stands channels last.</summary>
    public LastImages<T> Last;

    /// <summary>Lines and columns of the source from one pixel of a phase to the next, and of the target likewise.</summary>
    public long SourceLineStep, SourceColumnStep, TargetLineStep, TargetColumnStep;

    public LastPhase* Phases;

    public int PhaseCount;

    /// <summary>[image, row, line, column].</summary>
    public T* Target;

    public long Images;

    /// <summary>Channels of the target.</summary>
    public long Rows;

    public long TargetLines, TargetColumns;

    /// <summary>Weights of each phase: [panel, kernel line, kernel column, channel of the source, channel of the target].</summary>
    public T* Weights;

    /// <summary>One number a row, as many as whole vectors have; or null.</summary>
    public T* Bias;

    /// <summary>Vectors of target channels, cut into what a tile has.</summary>
    public Split Panels;

    /// <summary>Images, lines of each phase, and panels, cut into those of a grain.</summary>
    public Split ImageBlocks, LineBlocks, PanelBlocks;

    /// <summary>Lines of the source that one line of all phases reads.</summary>
    public readonly long Span
    {
        get
        {
            long span = 0;
            for (int i = 0; i < PhaseCount; i++)
                span = Math.Max(span, Phases[i].SourceLine + Phases[i].KernelLines);
            return span;
        }
    }

    /// <summary>Lines of a phase, of the one that has most.</summary>
    public readonly long PhaseLines => (TargetLines + TargetLineStep - 1) / TargetLineStep;
}
