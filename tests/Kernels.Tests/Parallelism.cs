// The tests choose kernels and numbers of threads, which belong to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
