using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        private static Generator? s_default;
        private readonly GeneratorHandle _native;

        /// <summary>Makes a generator.</summary>
        /// <param name="seed">Its seed.</param>
        /// <param name="device">The device whose operators it serves; the processor.</param>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">The device has no generators, or is not there.</exception>
        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = device ?? CPU;
            mdl_generator_new(seed, this.device.Bits, out var native).Check();
            _native = new(native);
        }

        private Generator(GeneratorHandle native)
        {
            device = CPU;
            _native = native;
        }

        /// <summary>The processor's default generator.</summary>
        public static Generator Default => LazyInitializer.EnsureInitialized(ref s_default, () => new(new GeneratorHandle(mdl_generator_default())));

        /// <summary>The native generator.</summary>
        /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
        public nint Handle => Native.DangerousGetHandle();

        internal GeneratorHandle Native => !_native.IsClosed ? _native : throw new ObjectDisposedException(nameof(Generator));

        /// <summary>The device whose operators it serves.</summary>
        public Device device { get; }

        /// <summary>Seeds the generator.</summary>
        /// <returns>The generator itself.</returns>
        public Generator manual_seed(long seed)
        {
            mdl_generator_manual_seed(Native, (ulong)seed).Check();
            return this;
        }

        /// <summary>Seeds the generator from the system's entropy.</summary>
        /// <returns>The seed.</returns>
        public long seed()
        {
            mdl_generator_seed(Native, out var seed).Check();
            return (long)seed;
        }

        /// <summary>The seed that the generator was last given.</summary>
        public long initial_seed() => (long)mdl_generator_initial_seed(Native);

        /// <summary>The state, as bytes: what <see cref="set_state"/> takes.</summary>
        public Tensor get_state()
        {
            mdl_generator_get_state(Native, out var state).Check();
            return new Tensor(state);
        }

        /// <summary>Restores a state.</summary>
        /// <param name="value">What <see cref="get_state"/> gave.</param>
        public void set_state(Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            mdl_generator_set_state(Native, value.Native).Check();
        }

        /// <summary>Releases the generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the generator.</summary>
        /// <param name="disposing">Is it disposed, and not finalised?</param>
        protected virtual void Dispose(bool disposing)
        {
            // The default generator is everyone's.
            if (disposing && !ReferenceEquals(this, s_default))
                _native.Dispose();
        }
    }
}
