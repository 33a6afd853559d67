using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generator of every device.</summary>
    /// <returns>The processor's default generator.</returns>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <summary>The state of the processor's default generator.</summary>
    public static Tensor get_rng_state() => random.get_rng_state();

    /// <summary>Restores the state of the processor's default generator.</summary>
    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);

    /// <summary>The default generators.</summary>
    public static class random
    {
        /// <summary>Seeds the default generator of every device.</summary>
        /// <returns>The processor's default generator.</returns>
        public static Generator manual_seed(long seed)
        {
            mdl_manual_seed((ulong)seed).Check();
            return Generator.Default;
        }

        /// <summary>Seeds the processor's default generator from the system's entropy.</summary>
        /// <returns>The seed.</returns>
        public static long seed() => Generator.Default.seed();

        /// <summary>The seed that the processor's default generator was last given.</summary>
        public static long initial_seed() => Generator.Default.initial_seed();

        /// <summary>The state of the processor's default generator.</summary>
        public static Tensor get_rng_state() => Generator.Default.get_state();

        /// <summary>Restores the state of the processor's default generator.</summary>
        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }
}
