using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Makes libtorch choose algorithms that give the same bits at every run.</summary>
    /// <param name="mode">On or off.</param>
    /// <param name="warn_only">Warn where an operator has no such algorithm, instead of failing.</param>
    /// <returns>Disposed, restores what was set before.</returns>
    public static IDisposable use_deterministic_algorithms(bool mode = true, bool warn_only = false)
    {
        var before = new DeterminismBefore(are_deterministic_algorithms_enabled(), is_deterministic_algorithms_warn_only_enabled());
        mdl_set_deterministic(mode ? 1 : 0, warn_only ? 1 : 0).Check();
        return before;
    }

    /// <summary>Does libtorch choose algorithms that give the same bits at every run?</summary>
    public static bool are_deterministic_algorithms_enabled() => mdl_deterministic() != 0;

    /// <summary>Does it only warn where there is none?</summary>
    public static bool is_deterministic_algorithms_warn_only_enabled() => mdl_deterministic_warn_only() != 0;

    private sealed class DeterminismBefore(bool mode, bool warnOnly) : IDisposable
    {
        public void Dispose() => mdl_set_deterministic(mode ? 1 : 0, warnOnly ? 1 : 0).Check();
    }
}
