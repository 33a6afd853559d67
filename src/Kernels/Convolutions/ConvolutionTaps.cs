namespace ModelDsl.Kernels;

/// <summary>The positions of a plane whose sums have the same taps, apart from those that read padding.</summary>
/// <param name="Kernel">The indices in the kernel, for each channel that is read.</param>
/// <param name="Terms">The number of weights of a row: of channels and indices.</param>
/// <param name="Positions">All positions, in sets that read the same places.</param>
internal sealed record ConvolutionTaps(int[] Kernel, int Terms, IReadOnlyList<ConvolutionPositions> Positions);

/// <summary>The terms of the sums of positions that read the same places. Terms with padding, which is zero, are left out.</summary>
/// <param name="Weights">The index of each term's weight in a row.</param>
/// <param name="Offsets">The place that each term reads, as the distance from a position's base.</param>
/// <param name="Bases">The base of each position in a padded plane.</param>
/// <param name="Targets">The place of each position in the plane that is computed, which has no padding.</param>
internal sealed record ConvolutionPositions(PinnedInts Weights, PinnedInts Offsets, PinnedInts Bases, PinnedInts Targets);

/// <summary>Up to three sums of a weight's gradient, which a tile computes for all rows.</summary>
/// <param name="First">The index of the first among all sums of a row.</param>
/// <param name="Places">The place that each reads, as the distance from a position's base.</param>
/// <param name="Left">The place of each position in a small plane.</param>
/// <param name="Right">The base of each position in a large plane.</param>
internal sealed record CorrelationColumns(int First, int[] Places, PinnedInts Left, PinnedInts Right);
