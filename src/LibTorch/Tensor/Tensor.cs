using System.Diagnostics;
using System.Runtime.CompilerServices;
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
        private static long s_live;
        private static long s_peak;

        private readonly DisposeScopeManager _manager;
        private nint _handle;

        /// <summary>Takes over a native tensor.</summary>
        internal Tensor(nint handle)
        {
            _handle = handle;
            _manager = DisposeScopeManager.Current;
            if (_manager.Scope is { } scope)
            {
                _manager.Counts.TensorStatistics.CreatedInScopeCount++;
                scope.Own(this);
            }
            else
            {
                _manager.Counts.TensorStatistics.CreatedOutsideScopeCount++;
            }
            var live = Interlocked.Increment(ref s_live);
            if (live > s_peak)
                s_peak = live;
        }

        /// <summary>Releases the tensor.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>The number of tensors that are neither disposed nor collected.</summary>
        public static long TotalCount => Interlocked.Read(ref s_live);

        /// <summary>About the largest number of tensors that there were at once.</summary>
        public static long PeakCount => Interlocked.Read(ref s_peak);

        /// <summary>The native tensor.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed, or made a parameter.</exception>
        public nint Handle
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => _handle != 0 ? _handle : ThrowDisposed();
        }

        /// <summary>Was the tensor disposed, or made a parameter?</summary>
        public bool IsInvalid => _handle == 0;

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
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.Scope);

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
        public Tensor alias()
        {
            var shared = mdl_tensor_share(Handle);
            GC.KeepAlive(this);
            return new Tensor(shared);
        }

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
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle == 0)
                return;
            mdl_tensor_release(handle);
            Leave(disposing);
        }

        /// <summary>Gives the native tensor away: this object is as if disposed.</summary>
        internal nint MoveHandle()
        {
            var handle = Handle;
            _handle = 0;
            Leave(disposing: true);
            GC.SuppressFinalize(this);
            return handle;
        }

        private void Leave(bool disposing)
        {
            Interlocked.Decrement(ref s_live);

            // The finaliser runs on a thread of its own: the counts of this tensor's thread are not its to change.
            if (!disposing)
                return;
            if (Scope is { } scope)
            {
                _manager.Counts.TensorStatistics.DisposedInScopeCount++;
                Scope = null;
                scope.MarkAsDisposed(this);
            }
            else
            {
                _manager.Counts.TensorStatistics.DisposedOutsideScopeCount++;
            }
        }

        private static nint ThrowDisposed() =>
            throw new ObjectDisposedException(nameof(Tensor), "The tensor was disposed, by hand, with its scope, or by becoming a parameter.");
    }
}
