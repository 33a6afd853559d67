namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lets a factor of the learning rate change along a line.</summary>
            /// <param name="optimizer">Whose learning rates change.</param>
            /// <param name="start_factor">The factor at the start.</param>
            /// <param name="end_factor">The factor at the end.</param>
            /// <param name="total_iters">The number of epochs until the rate stays.</param>
            /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
            /// <param name="verbose">Is each change written to the console?</param>
            public static LRScheduler LinearLR(
                Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1,
                bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Lets a factor of the learning rate change along a line.</summary>
                /// <param name="optimizer">Whose learning rates change.</param>
                /// <param name="start_factor">The factor at the start.</param>
                /// <param name="end_factor">The factor at the end.</param>
                /// <param name="total_iters">The number of epochs until the rate stays.</param>
                /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
                /// <param name="verbose">Is each change written to the console?</param>
                public class LinearLR(
                    Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1,
                    bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Scaled(
                        LastEpoch == 0 ? start_factor
                        : LastEpoch > total_iters ? 1
                        : 1 + (end_factor - start_factor) / (total_iters * start_factor + (LastEpoch - 1) * (end_factor - start_factor)));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        FromBase(start_factor + (end_factor - start_factor) * Math.Min(total_iters, LastEpoch) / total_iters);
                }
            }
        }
    }
}
