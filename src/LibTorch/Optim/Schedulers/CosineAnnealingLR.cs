namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>
            /// Lets the learning rate fall and rise along a cosine (Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5, without
            /// restarts).
            /// </summary>
            /// <param name="optimizer">Whose learning rates change.</param>
            /// <param name="T_max">The number of epochs from the highest rate to the lowest.</param>
            /// <param name="eta_min">The lowest rate.</param>
            /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
            /// <param name="verbose">Is each change written to the console?</param>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>
                /// Lets the learning rate fall and rise along a cosine (Loshchilov and Hutter 2017, arXiv:1608.03983, equation 5, without
                /// restarts).
                /// </summary>
                /// <param name="optimizer">Whose learning rates change.</param>
                /// <param name="T_max">The number of epochs from the highest rate to the lowest.</param>
                /// <param name="eta_min">The lowest rate.</param>
                /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
                /// <param name="verbose">Is each change written to the console?</param>
                public class CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch == 0)
                            return Scaled(1);
                        if (_step_count == 1)
                            return get_closed_form_lr();

                        // At its lowest the rate has lost its size, from which the next one would follow.
                        return (LastEpoch - 1 - T_max) % (2 * T_max) == 0
                            ? Groups.Zip(BaseRates, (group, rate) => group.LearningRate + (rate - eta_min) * (1 - Math.Cos(Math.PI / T_max)) / 2)
                            : Groups.Select(group => Height(LastEpoch) / Height(LastEpoch - 1) * (group.LearningRate - eta_min) + eta_min);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => BaseRates.Select(rate => eta_min + (rate - eta_min) * Height(LastEpoch) / 2);

                    private double Height(int epoch) => 1 + Math.Cos(Math.PI * epoch / T_max);
                }
            }
        }
    }
}
