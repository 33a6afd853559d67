namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the learning rate by a factor until an epoch.</summary>
            /// <param name="optimizer">Whose learning rates change.</param>
            /// <param name="factor">The factor until then.</param>
            /// <param name="total_iters">The number of epochs until the rate stays.</param>
            /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
            /// <param name="verbose">Is each change written to the console?</param>
            public static LRScheduler ConstantLR(
                Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor until an epoch.</summary>
                /// <param name="optimizer">Whose learning rates change.</param>
                /// <param name="factor">The factor until then.</param>
                /// <param name="total_iters">The number of epochs until the rate stays.</param>
                /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
                /// <param name="verbose">Is each change written to the console?</param>
                public class ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Scaled(LastEpoch == 0 ? factor : LastEpoch == total_iters ? 1 / factor : 1);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => FromBase(LastEpoch >= total_iters ? 1 : factor);
                }
            }
        }
    }
}
