namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Uses one scheduler after another.</summary>
            /// <inheritdoc cref="impl.SequentialLR(Optimizer, IEnumerable{LRScheduler}, IEnumerable{int}, int)"/>
            public static LRScheduler SequentialLR(
                Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            public static partial class impl
            {
                /// <summary>Uses one scheduler after another.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] _schedulers;
                    private readonly int[] _milestones;

                    /// <summary>Lines schedulers up.</summary>
                    /// <param name="optimizer">Whose learning rates change.</param>
                    /// <param name="schedulers">The schedulers.</param>
                    /// <param name="milestones">The epochs at which the next one begins, in order: one fewer than there are schedulers.</param>
                    /// <param name="last_epoch">The last epoch before; -1 at the start.</param>
                    /// <exception cref="ArgumentException">A scheduler is another optimizer's, or the number of milestones does not fit.</exception>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch + 1, begin: false)
                    {
                        _schedulers = [.. schedulers];
                        _milestones = [.. milestones];
                        if (ChainedLR.OneOptimizer(_schedulers) != optimizer || _milestones.Length != _schedulers.Length - 1)
                        {
                            throw new ArgumentException(
                                $"{_schedulers.Length} schedulers of this optimizer need {_schedulers.Length - 1} milestones.", nameof(milestones));
                        }

                        // Each scheduler made its first step when it was made: that is undone, and only the first one's made again.
                        foreach (var scheduler in _schedulers)
                            scheduler.LastEpoch--;
                        Set(BaseRates);
                        _schedulers[0]._step_count = 0;
                        _schedulers[0].step();
                        Remember();
                    }

                    /// <inheritdoc/>
                    public override void step()
                    {
                        LastEpoch++;
                        var next = _milestones.Count(epoch => epoch <= LastEpoch);
                        if (next > 0 && _milestones[next - 1] == LastEpoch)
                            _schedulers[next].step((int?)0);
                        else
                            _schedulers[next].step();
                        Remember();
                    }
                }
            }
        }
    }
}
