using System.Runtime.CompilerServices;
using static TorchSharp.torch.TensorIndex;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A part of the tensor; it shares memory unless an index is a tensor.</summary>
        /// <param name="indices">What is taken of each axis; the axes after them are taken whole.</param>
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements at the places that tensors list, or where their truth values hold.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>One place of the first axis, sharing memory.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, Single(i1));
        }

        /// <summary>One place of the first two axes, sharing memory.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(Single(i1), Single(i2));
            set => index_put_(value, Single(i1), Single(i2));
        }

        /// <summary>One place of the first three axes, sharing memory.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Single(i1), Single(i2), Single(i3));
            set => index_put_(value, Single(i1), Single(i2), Single(i3));
        }

        /// <summary>One place of the first four axes, sharing memory.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(Single(i1), Single(i2), Single(i3), Single(i4));
            set => index_put_(value, Single(i1), Single(i2), Single(i3), Single(i4));
        }

        /// <summary>One place of the first five axes, sharing memory.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => index(Single(i1), Single(i2), Single(i3), Single(i4), Single(i5));
            set => index_put_(value, Single(i1), Single(i2), Single(i3), Single(i4), Single(i5));
        }

        /// <summary>One place of the first six axes, sharing memory.</summary>
        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => index(Single(i1), Single(i2), Single(i3), Single(i4), Single(i5), Single(i6));
            set => index_put_(value, Single(i1), Single(i2), Single(i3), Single(i4), Single(i5), Single(i6));
        }

        /// <summary>A part of the tensor; it shares memory unless an index is a tensor.</summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, lists) = View(indices);
            if (lists is null)
                return view;
            using (view)
                return Op.Index.Tensor(view, lists);
        }

        /// <summary>The elements at the places that tensors list, or where their truth values hold.</summary>
        public Tensor index(params Tensor[] indices) => Op.Index.Tensor(this, (Tensor?[])indices);

        /// <summary>Writes to a part of the tensor.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var (view, lists) = View(indices);
            using (view)
            {
                if (lists is null)
                    view.copy_(value);
                else
                    Op.IndexPut_.InPlace(view, lists, value);
            }
            return this;
        }

        /// <summary>Writes to the places that tensors list, or where their truth values hold.</summary>
        public Tensor index_put_(Tensor value, params Tensor[] indices) => Op.IndexPut_.InPlace(this, (Tensor?[])indices, value);

        /// <summary>Takes the places and stretches, and gives the lists for the axes of what remains.</summary>
        private (Tensor View, Tensor?[]? Lists) View(TensorIndex[] indices)
        {
            var view = alias();
            Tensor?[]? lists = null;
            var axis = 0L;
            for (var i = 0; i < indices.Length; i++)
            {
                var part = indices[i];
                switch (part.What)
                {
                    case Kind.None:
                        Replace(ref view, view.unsqueeze(axis++));
                        break;
                    case Kind.Bool:
                        Replace(ref view, view.unsqueeze(axis));
                        Replace(ref view, view.narrow(axis++, 0, part.First!.Value));
                        break;
                    case Kind.Place:
                        Replace(ref view, view.select(axis, part.First!.Value));
                        break;
                    case Kind.Slice:
                        Replace(ref view, Op.Slice.Tensor(view, axis++, part.First, part.Last, part.Step ?? 1));
                        break;
                    case Kind.List:
                        lists ??= [];
                        Array.Resize(ref lists, (int)axis + 1);
                        lists[axis] = part.List;
                        axis += part.List!.dtype is ScalarType.Bool ? part.List.ndim : 1;
                        break;
                    case Kind.Ellipsis:
                        axis = view.ndim - indices.Skip(i + 1).Sum(AxesOf);
                        break;
                    default:
                        throw new ArgumentException("An index of no kind.", nameof(indices));
                }
            }
            return (view, lists);
        }

        private static long AxesOf(TensorIndex part) => part.What switch
        {
            Kind.None or Kind.Bool => 0,
            Kind.List when part.List!.dtype is ScalarType.Bool => part.List.ndim,
            _ => 1,
        };

        private static void Replace(ref Tensor view, Tensor next)
        {
            view.Dispose();
            view = next;
        }

        /// <summary>Writes a number to a part of the tensor.</summary>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        /// <summary>Writes a number to the places that tensors list, or where their truth values hold.</summary>
        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var number = full([], value, dtype, device);
            return index_put_(number, indices);
        }

        /// <summary>Writes to the places that tensors list, or adds to them: what a place gets twice adds up.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Op.IndexPutAccumulate_.InPlace(this, (Tensor?[])indices, value, accumulate);
    }
}

file static class Op
{
    public static readonly Operator Slice = new("slice.Tensor(self, dim, start, end, step)");
    public static readonly Operator Index = new("index.Tensor(self, indices)");
    public static readonly Operator IndexPut_ = new("index_put_(self, indices, values)");
    public static readonly Operator IndexPutAccumulate_ = new("index_put_(self, indices, values, accumulate)");
}
