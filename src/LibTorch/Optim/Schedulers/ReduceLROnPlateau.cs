namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lowers the learning rates where a loss no longer gets better.</summary>
            /// <inheritdoc cref="impl.ReduceLROnPlateau(Optimizer, string, double, int, double, string, int, IList{double}, double, bool)"/>
            public static LRScheduler ReduceLROnPlateau(
                Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 0.0001, string threshold_mode = "rel",
                int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <summary>Lowers the learning rates where a loss no longer gets better.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly double _sign;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly bool _relative;
                    private readonly int _cooldown;
                    private readonly double[] _lowest;
                    private readonly double _eps;
                    private double _best;
                    private int _worse;
                    private int _cooling;

                    /// <summary>Makes the schedule.</summary>
                    /// <param name="optimizer">Whose learning rates change.</param>
                    /// <param name="mode">Is a lower loss better, <c>min</c>, or a higher, <c>max</c>?</param>
                    /// <param name="factor">The factor of the rates, below 1.</param>
                    /// <param name="patience">The number of epochs without progress that are borne.</param>
                    /// <param name="threshold">How much better is progress.</param>
                    /// <param name="threshold_mode">Is that a part of the best loss, <c>rel</c>, or a difference from it, <c>abs</c>?</param>
                    /// <param name="cooldown">The number of epochs after a change in which none is counted.</param>
                    /// <param name="min_lr">The lowest rates, one a group; 0 where null.</param>
                    /// <param name="eps">A smaller change is not made.</param>
                    /// <param name="verbose">Is each change written to the console?</param>
                    /// <exception cref="ArgumentException">A setting is out of range, or there is not one value a group.</exception>
                    public ReduceLROnPlateau(
                        Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 0.0001,
                        string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, 0, verbose, begin: false)
                    {
                        if (mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs") || factor >= 1)
                        {
                            throw new ArgumentException(
                                $"mode ({mode}) is min or max, threshold_mode ({threshold_mode}) rel or abs, and factor ({factor}) below 1.");
                        }
                        _sign = mode == "min" ? 1 : -1;
                        _factor = factor;
                        _patience = patience;
                        _threshold = threshold;
                        _relative = threshold_mode == "rel";
                        _cooldown = cooldown;
                        _lowest = OnePerGroup(optimizer, min_lr ?? [.. Groups.Select(_ => 0.0)]);
                        _eps = eps;
                        _best = _sign * double.PositiveInfinity;
                    }

                    /// <summary>Cannot be told from the epoch alone.</summary>
                    /// <exception cref="InvalidOperationException">Always: the loss is needed.</exception>
                    public override void step() => throw new InvalidOperationException("The schedule depends on the loss: call step(loss).");

                    /// <inheritdoc cref="step()"/>
                    public override void step(int? epoch) => step();

                    /// <summary>Goes to an epoch, or to the next.</summary>
                    /// <param name="current">The loss.</param>
                    /// <param name="epoch">The epoch; the next one where null.</param>
                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        LastEpoch = epoch ?? LastEpoch + 1;
                        var bound = _relative ? _best * (1 - _sign * _threshold) : _best - _sign * _threshold;
                        if (_sign * current < _sign * bound)
                        {
                            _best = current;
                            _worse = 0;
                        }
                        else
                        {
                            _worse++;
                        }
                        if (_cooling > 0)
                        {
                            _cooling--;
                            _worse = 0;
                        }
                        if (_worse <= _patience)
                            return;
                        _cooling = _cooldown;
                        _worse = 0;
                        Set(Groups.Zip(_lowest, Lowered));
                    }

                    private double Lowered(ILearningRateController group, double lowest)
                    {
                        var rate = Math.Max(group.LearningRate * _factor, lowest);
                        return group.LearningRate - rate > _eps ? rate : group.LearningRate;
                    }
                }
            }
        }
    }
}
