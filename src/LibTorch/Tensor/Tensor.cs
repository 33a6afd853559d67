using System.Diagnostics;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers in libtorch's memory. A tensor made while a scope is open is disposed with it; one that nobody disposes
    /// is released by the garbage collector, some day.
    /// </summary>
    [DebuggerDisplay("{ToString()}")]
    public partial class Tensor : IDisposable
    {
        private readonly DisposeScopeManager _manager;
        private TensorHandle? _native;

        /// <summary>Takes over a native tensor.</summary>
        internal Tensor(nint native)
            : this(new TensorHandle(native))
        {
        }

        internal Tensor(TensorHandle native)
        {
            _native = native;
            _manager = DisposeScopeManager.Current;
            _manager.Register(this);
        }

        /// <summary>The number of tensors that are neither disposed nor collected.</summary>
        public static long TotalCount => TensorHandle.Live;

        /// <summary>About the largest number of tensors that there were at once.</summary>
        public static long PeakCount => TensorHandle.Peak;

        /// <summary>The native tensor, which may be released at any time after: other threads' uses do not keep it.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed, or made a parameter.</exception>
        public nint Handle => Native.DangerousGetHandle();

        /// <summary>The owner of the native tensor, which native calls hold while they run.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed, or made a parameter.</exception>
        internal TensorHandle Native => _native ?? throw Disposed();

        /// <summary>Was the tensor disposed, or made a parameter?</summary>
        public bool IsInvalid => _native is null;

        internal DisposeScope? Scope { get; set; }

        /// <summary>Takes the tensor out of every scope: disposing it is the caller's from now on.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor DetachFromDisposeScope()
        {
            Scope?.Detach(this);
            return this;
        }

        /// <summary>Gives the tensor to the scope around its own, or to none where that is the outermost.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Gives the tensor to the scope of another tensor.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor MoveToOtherDisposeScope(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return MoveToOtherDisposeScope(other.Scope);
        }

        /// <summary>Gives the tensor to another scope.</summary>
        /// <returns>The tensor itself.</returns>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (Scope is { } scope)
                scope.MoveToOther(other, this);
            else
                other?.Attach(this);
            return this;
        }

        /// <summary>Another object for the same tensor: one may be disposed, and the other stays.</summary>
        public Tensor alias() => new(mdl_tensor_share(Native));

        /// <summary>Releases the tensor.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Releases the tensor.</summary>
        /// <param name="disposing">Is it disposed, and not finalised?</param>
        protected virtual void Dispose(bool disposing)
        {
            // The native tensor has a finaliser of its own.
            if (disposing && Interlocked.Exchange(ref _native, null) is { } native)
            {
                native.Dispose();
                _manager.Leave(this);
            }
        }

        /// <summary>Gives the native tensor away: this object is as if disposed.</summary>
        internal TensorHandle GiveAway()
        {
            var native = Interlocked.Exchange(ref _native, null) ?? throw Disposed();
            _manager.Leave(this);
            return native;
        }

        private static ObjectDisposedException Disposed() =>
            new(nameof(Tensor), "The tensor was disposed, by hand, with its scope, or by becoming a parameter.");
    }
}
