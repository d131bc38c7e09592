// The seed of a program is one for the whole process, and so are the weights that are drawn by it.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
