namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lets the learning rate fall to zero along a polynomial.</summary>
            /// <param name="optimizer">Whose learning rates change.</param>
            /// <param name="total_iters">The number of epochs until the rate stays.</param>
            /// <param name="power">The power of the polynomial.</param>
            /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
            /// <param name="verbose">Is each change written to the console?</param>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Lets the learning rate fall to zero along a polynomial.</summary>
                /// <param name="optimizer">Whose learning rates change.</param>
                /// <param name="total_iters">The number of epochs until the rate stays.</param>
                /// <param name="power">The power of the polynomial.</param>
                /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
                /// <param name="verbose">Is each change written to the console?</param>
                public class PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() =>
                        Scaled(LastEpoch == 0 || LastEpoch > total_iters ? 1 : Math.Pow(Left(LastEpoch) / Left(LastEpoch - 1), power));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => FromBase(Math.Pow(Left(LastEpoch), power));

                    private double Left(int epoch) => 1 - (double)Math.Min(total_iters, epoch) / total_iters;
                }
            }
        }
    }
}
