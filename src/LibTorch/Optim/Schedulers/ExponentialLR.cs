namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the learning rate by a factor every epoch.</summary>
            /// <param name="optimizer">Whose learning rates change.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
            /// <param name="verbose">Is each change written to the console?</param>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor every epoch.</summary>
                /// <param name="optimizer">Whose learning rates change.</param>
                /// <param name="gamma">The factor.</param>
                /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
                /// <param name="verbose">Is each change written to the console?</param>
                public class ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Scaled(LastEpoch == 0 ? 1 : gamma);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => FromBase(Math.Pow(gamma, LastEpoch));
                }
            }
        }
    }
}
