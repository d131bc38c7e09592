global using Xunit;

// Tests set the SIMD tier and the number of threads of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
