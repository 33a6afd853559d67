namespace TorchSharp;

public static partial class torch
{
    /// <summary>One axis's part of an index.</summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(Kind what, long? first = null, long? last = null, long? step = null, Tensor? list = null) =>
            (What, First, Last, Step, List) = (what, first, last, step, list);

        internal enum Kind
        {
            /// <summary>A new axis.</summary>
            None,

            /// <summary>All axes that the index does not mention.</summary>
            Ellipsis,
            Place,
            Slice,
            Bool,
            List,
        }

        internal Kind What { get; }

        internal long? First { get; }

        internal long? Last { get; }

        internal long? Step { get; }

        internal Tensor? List { get; }

        /// <summary>All axes that the index does not mention.</summary>
        public static readonly TensorIndex Ellipsis = new(Kind.Ellipsis);

        /// <summary>A new axis of length one.</summary>
        public static readonly TensorIndex None = new(Kind.None);

        /// <summary>A new axis of length one.</summary>
        public static readonly TensorIndex Null = new(Kind.None);

        /// <summary>The whole axis.</summary>
        public static readonly TensorIndex Colon = new(Kind.Slice);

        /// <summary>A stretch of the axis.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(Kind.Slice, start, stop, step);

        /// <summary>A stretch of the axis.</summary>
        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        /// <summary>A stretch of the axis.</summary>
        public static TensorIndex Slice(Range range)
        {
            long? start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;

            // ^0 as a start is past the end: nothing is left.
            return Slice(range.Start is { IsFromEnd: true, Value: 0 } ? long.MaxValue : start, stop);
        }

        /// <summary>A new axis: of length one where true, of length zero where false.</summary>
        public static TensorIndex Bool(bool value) => new(Kind.Bool, value ? 1 : 0);

        /// <summary>One place; the axis goes. A new axis where null.</summary>
        public static TensorIndex Single(long? index) => index is { } place ? new(Kind.Place, place) : None;

        /// <summary>The places that a tensor lists, or where its truth values hold.</summary>
        public static TensorIndex Tensor(Tensor tensor) => new(Kind.List, list: tensor);

        /// <summary>One place; the axis goes.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>A stretch of the axis.</summary>
        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        /// <summary>A stretch of the axis.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>One place; the axis goes.</summary>
        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }
}
