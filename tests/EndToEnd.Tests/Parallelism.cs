// The builds share the projects of the checkout: a restore would disturb concurrent builds.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
