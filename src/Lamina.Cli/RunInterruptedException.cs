namespace Lamina.Cli;

/// <summary>A training was interrupted and can go on.</summary>
/// <param name="wayOut">How.</param>
/// <param name="inner">What ended it.</param>
sealed class RunInterruptedException(string wayOut, OperationCanceledException inner) : OperationCanceledException(wayOut, inner);
