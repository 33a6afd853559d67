namespace ModelDsl.Kernels;

/// <summary>Runs the tasks of a kernel on several threads. Results do not depend on the number of threads, because each task writes its own memory.</summary>
internal static class Workers
{
    // A layer follows another within this number of polls, about 100 µs. Waking a thread that blocks takes as long as a small layer.
    private const int Polls = 200;

    private static readonly Lock s_caller = new();
    private static readonly List<ManualResetEventSlim> s_starts = [];

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
            while (s_starts.Count < threads - 1)
                StartThread();
            (s_task, s_count, s_next, s_running) = (task, count, 0, threads - 1);
            for (var worker = 0; worker < threads - 1; worker++)
                s_starts[worker].Set();
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

    private static void StartThread()
    {
        var start = new ManualResetEventSlim(false, Polls);
        s_starts.Add(start);
        new Thread(() => Work(start)) { IsBackground = true, Name = "ModelDsl kernels" }.Start();
    }

    private static void Work(ManualResetEventSlim start)
    {
        while (true)
        {
            start.Wait();
            start.Reset();
            RunTasks();
            Interlocked.Decrement(ref s_running);
        }
    }
}
