namespace TorchSharp;

public static partial class torch
{
    /// <summary>The elements in the opposite order along axes.</summary>
    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    /// <summary>The columns in the opposite order.</summary>
    public static Tensor fliplr(Tensor input) => input.fliplr();

    /// <summary>The rows in the opposite order.</summary>
    public static Tensor flipud(Tensor input) => input.flipud();

    /// <summary>The elements shifted along an axis, those at the end coming in at the start; along the flattened tensor where no axis is given.</summary>
    public static Tensor roll(Tensor input, long shifts, long? dims = null) => input.roll(shifts, dims);

    /// <summary>The elements shifted along axes, those at the end coming in at the start.</summary>
    public static Tensor roll(Tensor input, long[] shifts, long[] dims) => input.roll(shifts, dims);

    /// <summary>The plane of two axes, the first two unless given, turned k times by 90 degrees.</summary>
    public static Tensor rot90(Tensor input, long k = 1, (long, long)? dims = null) => input.rot90(k, dims);

    /// <summary>Copies the tensor side by side, so often along each of the last axes.</summary>
    public static Tensor tile(Tensor input, long[] dims) => input.tile(dims);

    /// <summary>Copies each element so often, side by side, along an axis or the flattened tensor.</summary>
    public static Tensor repeat_interleave(Tensor input, long repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>Copies each element as often as the repeats say, side by side, along an axis or the flattened tensor.</summary>
    public static Tensor repeat_interleave(Tensor input, Tensor repeats, long? dim = null, long? output_size = null) =>
        input.repeat_interleave(repeats, dim, output_size);

    /// <summary>The axes, some moved to other places.</summary>
    public static Tensor movedim(Tensor input, long[] source, long[] destination) => input.movedim(source, destination);

    /// <summary>Exchanges two axes.</summary>
    public static Tensor swapaxes(Tensor input, long axis0, long axis1) => input.swapaxes(axis0, axis1);

    /// <summary>Exchanges two axes.</summary>
    public static Tensor swapdims(Tensor input, long dim0, long dim1) => input.swapdims(dim0, dim1);

    /// <summary>Repeats axes of length one to a shape, without copying.</summary>
    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    /// <summary>The elements as a vector.</summary>
    public static Tensor ravel(Tensor input) => input.ravel();

    /// <summary>The diagonals of two axes as a new last axis, sharing memory.</summary>
    public static Tensor diagonal(Tensor input, long offset = 0, long dim1 = 0, long dim2 = 1) => input.diagonal(offset, dim1, dim2);

    /// <summary>The axes in another order.</summary>
    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    /// <summary>An axis, moved to another place.</summary>
    public static Tensor movedim(Tensor input, long source, long destination) => input.movedim([source], [destination]);

    public partial class Tensor
    {
        /// <summary>The elements in the opposite order along axes.</summary>
        public Tensor flip(params long[] dims) => Op.Flip.Tensor(this, dims);

        /// <summary>The columns in the opposite order.</summary>
        public Tensor fliplr() => Op.Fliplr.Tensor(this);

        /// <summary>The rows in the opposite order.</summary>
        public Tensor flipud() => Op.Flipud.Tensor(this);

        /// <summary>The elements shifted along an axis, those at the end coming in at the start; along the flattened tensor where no axis is given.</summary>
        public Tensor roll(long shifts, long? dims = null) => Op.Roll.Tensor(this, shifts, dims);

        /// <summary>The elements shifted along axes, those at the end coming in at the start.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Op.Roll.Tensor(this, shifts, dims);

        /// <summary>The plane of two axes, the first two unless given, turned k times by 90 degrees.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) => Op.Rot90.Tensor(this, k, (long[])[dims?.Item1 ?? 0, dims?.Item2 ?? 1]);

        /// <summary>Copies the tensor side by side, so often along each of the last axes.</summary>
        public Tensor tile(long[] reps) => Op.Tile.Tensor(this, reps);

        /// <summary>Copies each element so often, side by side, along an axis or the flattened tensor.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Op.RepeatInterleaveByInt.Tensor(this, repeats, dim, output_size);

        /// <summary>Copies each element as often as the repeats say, side by side, along an axis or the flattened tensor.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Op.RepeatInterleaveByTensor.Tensor(this, repeats, dim, output_size);

        /// <summary>The stretches of a size, step apart, along an axis, as a new last axis, sharing memory.</summary>
        public Tensor unfold(long dimension, long size, long step) => Op.Unfold.Tensor(this, dimension, size, step);

        /// <summary>The axes, some moved to other places.</summary>
        public Tensor movedim(long[] source, long[] destination) => Op.Movedim.Tensor(this, source, destination);

        /// <summary>Exchanges two axes.</summary>
        public Tensor swapaxes(long dim0, long dim1) => Op.Swapaxes.Tensor(this, dim0, dim1);

        /// <summary>Exchanges two axes.</summary>
        public Tensor swapdims(long dim0, long dim1) => Op.Swapdims.Tensor(this, dim0, dim1);

        /// <summary>Repeats axes of length one to a shape, without copying.</summary>
        public Tensor broadcast_to(params long[] shape) => Op.BroadcastTo.Tensor(this, shape);

        /// <summary>The elements as a vector.</summary>
        public Tensor ravel() => Op.Ravel.Tensor(this);

        /// <summary>The same memory in the other's shape.</summary>
        public Tensor view_as(Tensor other) => Op.ViewAs.Tensor(this, other);

        /// <summary>The diagonals of two axes as a new last axis, sharing memory.</summary>
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Op.Diagonal.Tensor(this, offset, dim1, dim2);

        /// <summary>Drops an axis of length one, or all of them, of the tensor itself.</summary>
        public Tensor squeeze_(long? dim = null) => dim is { } axis ? Op.SqueezeDim_.InPlace(this, axis) : Op.Squeeze_.InPlace(this);

        /// <summary>Exchanges two axes of the tensor itself.</summary>
        public Tensor transpose_(long dim0, long dim1) => Op.Transpose_.InPlace(this, dim0, dim1);
    }
}

file static class Op
{
    public static readonly Operator Flip = new("flip(self, dims)");
    public static readonly Operator Fliplr = new("fliplr(self)");
    public static readonly Operator Flipud = new("flipud(self)");
    public static readonly Operator Roll = new("roll(self, shifts, dims)");
    public static readonly Operator Rot90 = new("rot90(self, k, dims)");
    public static readonly Operator Tile = new("tile(self, dims)");
    public static readonly Operator RepeatInterleaveByInt = new("repeat_interleave.self_int(self, repeats, dim, output_size)");
    public static readonly Operator RepeatInterleaveByTensor = new("repeat_interleave.self_Tensor(self, repeats, dim, output_size)");
    public static readonly Operator Unfold = new("unfold(self, dimension, size, step)");
    public static readonly Operator Movedim = new("movedim.intlist(self, source, destination)");
    public static readonly Operator Swapaxes = new("swapaxes(self, axis0, axis1)");
    public static readonly Operator Swapdims = new("swapdims(self, dim0, dim1)");
    public static readonly Operator BroadcastTo = new("broadcast_to(self, size)");
    public static readonly Operator Ravel = new("ravel(self)");
    public static readonly Operator ViewAs = new("view_as(self, other)");
    public static readonly Operator Diagonal = new("diagonal(self, offset, dim1, dim2)");
    public static readonly Operator Squeeze_ = new("squeeze_(self)");
    public static readonly Operator SqueezeDim_ = new("squeeze_.dim(self, dim)");
    public static readonly Operator Transpose_ = new("transpose_(self, dim0, dim1)");
}
