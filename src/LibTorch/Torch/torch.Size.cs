using System.Collections;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The lengths of a tensor's axes.</summary>
    public readonly struct Size : IEnumerable<long>
    {
        /// <summary>No axes: a single element.</summary>
        public static readonly Size Empty = new([]);

        private readonly long[]? _shape;

        /// <summary>Copies lengths.</summary>
        public Size(long[] shape) => _shape = [.. shape];

        /// <summary>Copies lengths.</summary>
        public Size(IEnumerable<long> shape) => _shape = [.. shape];

        /// <summary>The lengths.</summary>
        public long[] Shape => _shape ?? [];

        /// <summary>The number of axes.</summary>
        public int Length => Shape.Length;

        /// <summary>Are there no axes?</summary>
        public bool IsEmpty => Length == 0;

        /// <summary>Are there no axes, and so one element?</summary>
        public bool IsScalar => IsEmpty;

        /// <summary>The length of an axis.</summary>
        public long this[int idx] => Shape[idx];

        /// <summary>Wraps lengths.</summary>
        public static implicit operator Size(long[] size) => new(size);

        /// <summary>Wraps the length of one axis.</summary>
        public static implicit operator Size(long size) => new([size]);

        /// <summary>The axes of both, in order.</summary>
        public static Size operator +(Size left, Size right) => new([.. left.Shape, .. right.Shape]);

        /// <summary>The same lengths?</summary>
        public static bool operator ==(Size left, Size right) => left.Equals(right);

        /// <summary>Other lengths?</summary>
        public static bool operator !=(Size left, Size right) => !left.Equals(right);

        /// <summary>The number of elements.</summary>
        public long numel() => Shape.TotalSize();

        /// <summary>The axes from one to before another.</summary>
        public Size Slice(int first, int next) => new(Shape[first..next]);

        /// <summary>The first axes.</summary>
        public IEnumerable<long> Take(int i) => Shape.Take(i);

        /// <inheritdoc/>
        public IEnumerator<long> GetEnumerator() => Shape.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Size other && Shape.SequenceEqual(other.Shape);

        /// <inheritdoc/>
        public override int GetHashCode() => Shape.Aggregate(Length, HashCode.Combine);
    }
}
