namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lets the learning rates rise and fall once, and the momentum against them (Smith and Topin 2018, arXiv:1708.07120).</summary>
            /// <inheritdoc cref="impl.OneCycleLR(Optimizer, IEnumerable{double}, int, int, int, double, impl.OneCycleLR.AnnealStrategy,
            /// bool, IEnumerable{double}, IEnumerable{double}, double, double, bool, int, bool)"/>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000,
                bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum,
                    div_factor, final_div_factor, three_phase, last_epoch, verbose);

            /// <summary>Lets the learning rates rise and fall once, and the momentum against them (Smith and Topin 2018, arXiv:1708.07120).</summary>
            /// <inheritdoc cref="impl.OneCycleLR(Optimizer, IEnumerable{double}, int, int, int, double, impl.OneCycleLR.AnnealStrategy,
            /// bool, IEnumerable{double}, IEnumerable{double}, double, double, bool, int, bool)"/>
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true,
                IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 10000,
                bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(
                    optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum,
                    div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Lets the learning rates rise and fall once, and the momentum against them (Smith and Topin 2018, arXiv:1708.07120).</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly Phase[] _phases;
                    private readonly int _steps;
                    private readonly Func<double, double, double, double> _between;
                    private readonly bool _cyclesMomentum;

                    /// <inheritdoc cref="OneCycleLR(Optimizer, IEnumerable{double}, int, int, int, double, AnnealStrategy, bool,
                    /// IEnumerable{double}, IEnumerable{double}, double, double, bool, int, bool)"/>
                    public OneCycleLR(
                        Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                        double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 10000,
                        bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, Same(optimizer, max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum,
                            Same(optimizer, base_momentum), Same(optimizer, max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    /// <summary>Makes the schedule.</summary>
                    /// <param name="optimizer">Whose learning rates change.</param>
                    /// <param name="max_lr">The highest rates.</param>
                    /// <param name="total_steps">The number of steps; the epochs' where negative.</param>
                    /// <param name="epochs">The number of epochs.</param>
                    /// <param name="steps_per_epoch">The number of steps of an epoch.</param>
                    /// <param name="pct_start">The part of the steps in which the rates rise.</param>
                    /// <param name="anneal_strategy">The form of the rise and the fall.</param>
                    /// <param name="cycle_momentum">Does the momentum change as well?</param>
                    /// <param name="base_momentum">The lowest momenta; 0.85 where null.</param>
                    /// <param name="max_momentum">The highest momenta; 0.95 where null.</param>
                    /// <param name="div_factor">The quotient of the highest rate and the first.</param>
                    /// <param name="final_div_factor">The quotient of the first rate and the last.</param>
                    /// <param name="three_phase">Is the fall as long as the rise, and a third phase leads to the last rate?</param>
                    /// <param name="last_epoch">The last step before; -1 at the start.</param>
                    /// <param name="verbose">Is each change written to the console?</param>
                    /// <exception cref="ArgumentException">There is not one value a group, no number of steps, or no momentum to change.</exception>
                    public OneCycleLR(
                        Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                        IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25,
                        double final_div_factor = 10000, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose, begin: false)
                    {
                        _steps = total_steps > 0 ? total_steps : epochs > 0 && steps_per_epoch > 0 ? epochs * steps_per_epoch : 0;
                        if (_steps == 0 || pct_start is < 0 or > 1)
                            throw new ArgumentException("Pass total_steps, or epochs and steps_per_epoch, and a pct_start in [0, 1].");
                        double[] high = OnePerGroup(optimizer, max_lr);
                        double[] first = BaseRates = Array.ConvertAll(high, rate => rate / div_factor);
                        double[] last = Array.ConvertAll(first, rate => rate / final_div_factor);
                        double[] slow = OnePerGroup(optimizer, base_momentum ?? Same(optimizer, 0.85));
                        double[] fast = OnePerGroup(optimizer, max_momentum ?? Same(optimizer, 0.95));
                        var risen = pct_start * _steps - 1;
                        _phases = three_phase
                            ? [new(risen, first, high, fast, slow), new(2 * pct_start * _steps - 2, high, first, slow, fast), new(_steps - 1, first, last, fast, fast)]
                            : [new(risen, first, high, fast, slow), new(_steps - 1, high, last, slow, fast)];
                        _between = anneal_strategy == AnnealStrategy.Cos
                            ? (from, to, part) => to + (from - to) / 2 * (Math.Cos(Math.PI * part) + 1)
                            : (from, to, part) => (to - from) * part + from;
                        _cyclesMomentum = cycle_momentum;
                        step();
                    }

                    /// <summary>The form of the rise and the fall.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>A half cosine.</summary>
                        Cos = 0,

                        /// <summary>A line.</summary>
                        Linear = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (LastEpoch > _steps)
                            throw new InvalidOperationException($"The schedule has {_steps} steps, and there are more.");
                        var index = Array.FindIndex(_phases, phase => LastEpoch <= phase.End);
                        if (index < 0)
                            index = _phases.Length - 1;
                        var phase = _phases[index];
                        var start = index == 0 ? 0 : _phases[index - 1].End;
                        var part = (LastEpoch - start) / (phase.End - start);
                        for (var i = 0; _cyclesMomentum && i < Groups.Length; i++)
                            SetMomentum(Groups[i], _between(phase.MomentaFrom[i], phase.MomentaTo[i], part));
                        return phase.RatesFrom.Zip(phase.RatesTo, (from, to) => _between(from, to, part));
                    }

                    private static IEnumerable<double> Same(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);

                    /// <summary>The steps up to one, in which the rates and the momenta of the groups go from one value to another.</summary>
                    private sealed record Phase(double End, double[] RatesFrom, double[] RatesTo, double[] MomentaFrom, double[] MomentaTo);
                }
            }
        }
    }
}
