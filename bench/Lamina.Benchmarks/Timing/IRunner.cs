namespace Lamina.Benchmarks.Timing;

/// <summary>Somebody who can run the steps of a task: Lamina, or a peer under one setting.</summary>
interface IRunner
{
    /// <summary>Who it is, as the table names it.</summary>
    string Name { get; }

    /// <summary>Runs steps for the given time, but at least so many.</summary>
    Turn Run(int milliseconds, int least);
}
