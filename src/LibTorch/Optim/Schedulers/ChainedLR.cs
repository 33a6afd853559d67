namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Steps several schedulers of one optimizer together.</summary>
            /// <param name="schedulers">The schedulers.</param>
            /// <exception cref="ArgumentException">There are none, or their optimizers differ.</exception>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            public static partial class impl
            {
                /// <summary>Steps several schedulers of one optimizer together.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;

                    /// <summary>Chains schedulers.</summary>
                    /// <exception cref="ArgumentException">There are none, or their optimizers differ.</exception>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                        : this([.. schedulers])
                    {
                    }

                    private ChainedLR(LRScheduler[] schedulers)
                        : base(OneOptimizer(schedulers), begin: false) => _schedulers = schedulers;

                    /// <inheritdoc/>
                    public override void step()
                    {
                        foreach (var scheduler in _schedulers)
                            scheduler.step();
                        Remember();
                    }

                    /// <exception cref="ArgumentException">There are no schedulers, or their optimizers differ.</exception>
                    internal static Optimizer OneOptimizer(LRScheduler[] schedulers)
                    {
                        if (schedulers.Length == 0 || schedulers.Any(scheduler => scheduler.Optimizer != schedulers[0].Optimizer))
                            throw new ArgumentException("One or more schedulers of one optimizer are needed.", nameof(schedulers));
                        return schedulers[0].Optimizer;
                    }
                }
            }
        }
    }
}
