// The builds share the checkout's projects, and what one restores another reads.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
