global using Xunit;

// Networks are drawn from the generator of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
