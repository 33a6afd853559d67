namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lets the learning rates rise and fall between bounds, and the momentum against them (Smith 2017, arXiv:1506.01186).</summary>
            /// <inheritdoc cref="impl.CyclicLR(Optimizer, IEnumerable{double}, IEnumerable{double}, int, int, impl.CyclicLR.Mode, double,
            /// Func{double, double}, impl.CyclicLR.ScaleMode, bool, IEnumerable{double}, IEnumerable{double}, int, bool)"/>
            public static LRScheduler CyclicLR(
                Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true,
                double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(
                    optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum,
                    base_momentum, max_momentum, last_epoch, verbose);

            /// <summary>Lets the learning rates rise and fall between bounds, and the momentum against them (Smith 2017, arXiv:1506.01186).</summary>
            /// <inheritdoc cref="impl.CyclicLR(Optimizer, IEnumerable{double}, IEnumerable{double}, int, int, impl.CyclicLR.Mode, double,
            /// Func{double, double}, impl.CyclicLR.ScaleMode, bool, IEnumerable{double}, IEnumerable{double}, int, bool)"/>
            public static LRScheduler CyclicLR(
                Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1,
                impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null,
                impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true,
                IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(
                    optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum,
                    base_momentum, max_momentum, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Lets the learning rates rise and fall between bounds, and the momentum against them (Smith 2017, arXiv:1506.01186).</summary>
                public class CyclicLR : LRScheduler
                {
                    private readonly double[] _highest;
                    private readonly (double Low, double High)[]? _momenta;
                    private readonly double _cycle;
                    private readonly double _rising;
                    private readonly Func<double, double> _scale;
                    private readonly bool _scalesCycles;

                    /// <inheritdoc cref="CyclicLR(Optimizer, IEnumerable{double}, IEnumerable{double}, int, int, Mode, double, Func{double,
                    /// double}, ScaleMode, bool, IEnumerable{double}, IEnumerable{double}, int, bool)"/>
                    public CyclicLR(
                        Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null,
                        ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true,
                        double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(
                            optimizer, Same(optimizer, base_lr), Same(optimizer, max_lr), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode,
                            cycle_momentum, Same(optimizer, base_momentum), Same(optimizer, max_momentum), last_epoch, verbose)
                    {
                    }

                    /// <summary>Makes the schedule.</summary>
                    /// <param name="optimizer">Whose learning rates change.</param>
                    /// <param name="base_lr">The lowest rates.</param>
                    /// <param name="max_lr">The highest rates.</param>
                    /// <param name="step_size_up">The number of steps upwards.</param>
                    /// <param name="step_size_down">The number of steps downwards; as many where negative.</param>
                    /// <param name="mode">How the height of a cycle changes.</param>
                    /// <param name="gamma">The height's factor from step to step, for <see cref="Mode.ExpRange"/>.</param>
                    /// <param name="scale_fn">The height of a cycle or step, in place of a mode.</param>
                    /// <param name="scale_mode">Does the function count cycles, from 1, or steps, from 0?</param>
                    /// <param name="cycle_momentum">Does the momentum change as well?</param>
                    /// <param name="base_momentum">The lowest momenta; 0.8 where null.</param>
                    /// <param name="max_momentum">The highest momenta; 0.9 where null.</param>
                    /// <param name="last_epoch">The last step before; -1 at the start.</param>
                    /// <param name="verbose">Is each change written to the console?</param>
                    /// <exception cref="ArgumentException">There is not one value a group, or no momentum to change.</exception>
                    public CyclicLR(
                        Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1,
                        Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null,
                        ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true,
                        IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose, begin: false)
                    {
                        BaseRates = OnePerGroup(optimizer, base_lr);
                        _highest = OnePerGroup(optimizer, max_lr);
                        _cycle = step_size_up + (step_size_down < 0 ? step_size_up : step_size_down);
                        _rising = step_size_up / _cycle;
                        if (cycle_momentum)
                        {
                            var low = OnePerGroup(optimizer, base_momentum ?? Same(optimizer, 0.8));
                            _momenta = [.. low.Zip(OnePerGroup(optimizer, max_momentum ?? Same(optimizer, 0.9)))];
                        }
                        _scale = scale_fn ?? mode switch
                        {
                            Mode.Triangular2 => cycle => 1 / Math.Pow(2, cycle - 1),
                            Mode.ExpRange => epoch => Math.Pow(gamma, epoch),
                            _ => _ => 1,
                        };
                        _scalesCycles = scale_fn is null ? mode != Mode.ExpRange : scale_mode == ScaleMode.Cycle;
                        step();
                    }

                    /// <summary>How the height of a cycle changes.</summary>
                    public enum Mode
                    {
                        /// <summary>Not at all.</summary>
                        Triangular = 0,

                        /// <summary>It halves with each cycle.</summary>
                        Triangular2 = 1,

                        /// <summary>It is multiplied by a factor with each step.</summary>
                        ExpRange = 2,
                    }

                    /// <summary>What a function of the height is given.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The number of the cycle, from 1.</summary>
                        Cycle = 0,

                        /// <summary>The number of the step, from 0.</summary>
                        Iterations = 1,
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + LastEpoch / _cycle);
                        var place = 1 + LastEpoch / _cycle - cycle;
                        var height = (place <= _rising ? place / _rising : (place - 1) / (_rising - 1)) * _scale(_scalesCycles ? cycle : LastEpoch);
                        for (var i = 0; i < _momenta?.Length; i++)
                            SetMomentum(Groups[i], _momenta[i].High - (_momenta[i].High - _momenta[i].Low) * height);
                        return BaseRates.Zip(_highest, (low, high) => low + (high - low) * height);
                    }

                    private static IEnumerable<double> Same(Optimizer optimizer, double value) => optimizer.ParamGroups.Select(_ => value);
                }
            }
        }
    }
}
