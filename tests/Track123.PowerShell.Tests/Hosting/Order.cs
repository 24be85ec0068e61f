// Environment variables and type accelerators are the process's, and times are measured: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
