// The random number generator and the number of threads are global to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
