namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the learning rate by a factor at some epochs.</summary>
            /// <param name="optimizer">Whose learning rates change.</param>
            /// <param name="milestones">The epochs of the changes.</param>
            /// <param name="gamma">The factor.</param>
            /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
            /// <param name="verbose">Is each change written to the console?</param>
            public static LRScheduler MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiStepLR(optimizer, milestones, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Multiplies the learning rate by a factor at some epochs.</summary>
                /// <param name="optimizer">Whose learning rates change.</param>
                /// <param name="milestones">The epochs of the changes.</param>
                /// <param name="gamma">The factor.</param>
                /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
                /// <param name="verbose">Is each change written to the console?</param>
                public class MultiStepLR(Optimizer optimizer, IList<int> milestones, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                    : LRScheduler(optimizer, last_epoch, verbose)
                {
                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => Scaled(Math.Pow(gamma, milestones.Count(epoch => epoch == LastEpoch)));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => FromBase(Math.Pow(gamma, milestones.Count(epoch => epoch <= LastEpoch)));
                }
            }
        }
    }
}
