// The default generator and the number of threads are global.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
