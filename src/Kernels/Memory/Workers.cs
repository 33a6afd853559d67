namespace ModelDsl.Kernels;

/// <summary>Runs the tasks of a kernel on several threads. Results do not depend on the number of threads, because each task writes its own memory.</summary>
internal static class Workers
{
    private static readonly Lock s_caller = new();
    private static readonly SemaphoreSlim s_wake = new(0);
    private static int s_threads = 1;

    private static Action<int>? s_task;
    private static int s_count;
    private static int s_next;
    private static int s_running;

    /// <summary>Runs <c>task(0)</c> to <c>task(count - 1)</c>. A second caller at the same time runs its tasks itself.</summary>
    public static void Run(int count, int threads, Action<int> task)
    {
        threads = Math.Min(threads, count);
        if (threads <= 1 || !s_caller.TryEnter())
        {
            for (var index = 0; index < count; index++)
                task(index);
            return;
        }

        try
        {
            for (; s_threads < threads; s_threads++)
                new Thread(Work) { IsBackground = true, Name = "ModelDsl kernels" }.Start();
            (s_task, s_count, s_next) = (task, count, 0);
            Volatile.Write(ref s_running, threads - 1);
            s_wake.Release(threads - 1);
            RunTasks();
            var spin = new SpinWait();
            while (Volatile.Read(ref s_running) > 0)
                spin.SpinOnce(sleep1Threshold: -1);
            s_task = null;
        }
        finally
        {
            s_caller.Exit();
        }
    }

    private static void RunTasks()
    {
        for (int index; (index = Interlocked.Increment(ref s_next) - 1) < s_count;)
            s_task!(index);
    }

    private static void Work()
    {
        while (true)
        {
            s_wake.Wait();
            RunTasks();
            Interlocked.Decrement(ref s_running);
        }
    }
}
