global using Xunit;

// Recipes seed the process, so tests that train run one by one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
