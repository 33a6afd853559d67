namespace ModelDsl.Kernels;

/// <summary>The terms of the sums of a set of positions with the same taps.</summary>
/// <param name="Kernel">The indices in the kernel, for each channel that is read.</param>
/// <param name="Offsets">The places that are read for each channel of a group and each index, as distances from a position's base.</param>
/// <param name="Bases">The base of each position in a padded plane.</param>
/// <param name="Targets">The place of each position in the plane that is computed, which has no padding.</param>
internal sealed record ConvolutionTaps(int[] Kernel, PinnedInts Offsets, PinnedInts Bases, PinnedInts Targets);
