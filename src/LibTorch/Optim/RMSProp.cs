using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// RMSprop (Tieleman and Hinton 2012, lecture 6.5), centered as by Graves (2013, arXiv:1308.0850), with PyTorch's arithmetic.
    /// </summary>
    public class RMSProp : OptimizerHelper, torch.optim.IMomentum
    {
        /// <summary>Changes these parameters.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="alpha">How much of the mean squared gradient stays in a step.</param>
        /// <param name="eps">What keeps the quotient finite.</param>
        /// <param name="weight_decay">How much of each parameter is added to its gradient.</param>
        /// <param name="momentum">How much of the last step goes into the next.</param>
        /// <param name="centered">Divide by the standard deviation, and not the root of the mean square?</param>
        /// <param name="maximize">Climb, and do not descend?</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        public RMSProp(
            IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0, bool centered = false, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
        {
        }

        /// <summary>Changes the parameters of groups, whose own settings come first.</summary>
        /// <inheritdoc cref="RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public RMSProp(
            IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
            double momentum = 0, bool centered = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, InitialLearningRate = lr, maximize = maximize, momentum = momentum, alpha = alpha, eps = eps,
                weight_decay = weight_decay, centered = centered,
            })
        {
            if (!(lr >= 0 && alpha >= 0 && eps >= 0 && weight_decay >= 0 && momentum >= 0))
            {
                throw new ArgumentException(
                    $"RMSProp's lr ({lr}), alpha ({alpha}), eps ({eps}), weight_decay ({weight_decay}) and momentum ({momentum}) must not be negative.");
            }
        }

        /// <summary>How much of the last step goes into the next, in all groups.</summary>
        public double Momentum
        {
            get => ((ParamGroup)Groups[0]).Momentum;
            set => Groups.ForEach(group => ((ParamGroup)group).Momentum = value);
        }

        /// <inheritdoc/>
        public override torch.Tensor? step(Func<torch.Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

        private void Step(ParamGroup group)
        {
            var options = group.Options;
            var alpha = options.alpha!.Value;
            foreach (var batch in Ready<State>(group, options.maximize!.Value, options.weight_decay!.Value, _ => 0))
            {
                var squares = batch.All(state => state.square_avg);
                Foreach.MulScalar_.Call(squares, alpha);
                Foreach.Addcmul_.Call(squares, batch.Gradients, batch.Gradients, 1 - alpha);
                var denominators = options.centered!.Value ? Deviations(batch, squares, alpha) : Foreach.Sqrt.Tensors(squares);
                Foreach.AddScalar_.Call(denominators, options.eps!.Value);
                Descend(batch, denominators, group.LearningRate, options.momentum!.Value);
            }
        }

        private static torch.Tensor[] Deviations(Batch<State> batch, torch.Tensor[] squares, double alpha)
        {
            var means = batch.All(state => state.grad_avg!);
            Foreach.MulScalar_.Call(means, alpha);
            Foreach.Add_.Call(means, batch.Gradients, 1 - alpha);
            var variances = Foreach.Addcmul.Tensors(squares, means, means, -1);
            Foreach.Sqrt_.Call([variances]);
            return variances;
        }

        private static void Descend(Batch<State> batch, torch.Tensor[] denominators, double lr, double momentum)
        {
            foreach (var state in batch.States)
                state.step++;
            if (momentum == 0)
            {
                Foreach.Addcdiv_.Call(batch.Parameters, batch.Gradients, denominators, -lr);
                return;
            }

            // The momentum may be set, by hand or by a schedule, after the first step.
            var momenta = batch.All(state => state.momentum_buffer ??= torch.zeros_like(state.square_avg).DetachFromDisposeScope());
            Foreach.MulScalar_.Call(momenta, momentum);
            Foreach.Addcdiv_.Call(momenta, batch.Gradients, denominators, 1);
            Foreach.Add_.Call(batch.Parameters, momenta, -lr);
        }

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        /// <summary>Settings of RMSProp; the optimizer's where null.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>Climb, and do not descend?</summary>
            public bool? maximize;

            /// <summary>How much of the last step goes into the next.</summary>
            public double? momentum;

            /// <summary>How much of the mean squared gradient stays in a step.</summary>
            public double? alpha;

            /// <summary>What keeps the quotient finite.</summary>
            public double? eps;

            /// <summary>How much of each parameter is added to its gradient.</summary>
            public double? weight_decay;

            /// <summary>Divide by the standard deviation, and not the root of the mean square?</summary>
            public bool? centered;
        }

        /// <summary>Parameters that RMSProp changes with the same settings.</summary>
        public class ParamGroup : ParamGroup<Options>, torch.optim.IMomentum
        {
            /// <summary>An empty group with the optimizer's settings.</summary>
            public ParamGroup() => Options = new();

            /// <summary>A group with its own settings.</summary>
            public ParamGroup(IEnumerable<Parameter> parameters, Options options)
                : base(parameters, options)
            {
            }

            /// <summary>A group with its own settings.</summary>
            public ParamGroup(
                IEnumerable<Parameter> parameters, double lr = 0.001, double eps = 1e-8, double alpha = 0.99, double weight_decay = 0,
                double momentum = 0, bool centered = false)
                : base(parameters, new() { LearningRate = lr, momentum = momentum, alpha = alpha, eps = eps, weight_decay = weight_decay, centered = centered })
            {
            }

            /// <summary>How much of the last step goes into the next.</summary>
            public double Momentum
            {
                get => Options.momentum ?? 0;
                set => Options.momentum = value;
            }
        }

        /// <summary>What RMSProp remembers of a parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>The number of steps.</summary>
            public long step;

            /// <summary>The mean squared gradient.</summary>
            public torch.Tensor square_avg = null!;

            /// <summary>The last step, before the learning rate; null without momentum.</summary>
            [OptionalState]
            public torch.Tensor? momentum_buffer;

            /// <summary>The mean gradient; null where not centered.</summary>
            [OptionalState]
            public torch.Tensor? grad_avg;

            /// <summary>The state of a parameter, to be initialised.</summary>
            public State(Parameter parameter)
                : base(parameter)
            {
            }

            /// <inheritdoc/>
            public override void Initialize(OptimizerOptions options)
            {
                var settings = Settings<Options>(options);
                Release();
                step = 0;
                square_avg = Filled(0);
                momentum_buffer = settings.momentum > 0 ? Filled(0) : null;
                grad_avg = settings.centered is true ? Filled(0) : null;
            }

            /// <summary>Releases the tensors.</summary>
            public void Dispose() => Release();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>RMSProp over parameters.</summary>
            /// <inheritdoc cref="Modules.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static RMSProp RMSProp(
                IEnumerable<Parameter> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
                double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <summary>RMSProp over named parameters.</summary>
            /// <inheritdoc cref="Modules.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static RMSProp RMSProp(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8,
                double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), lr, alpha, eps, weight_decay, momentum, centered, maximize);

            /// <summary>RMSProp over groups, whose own settings come first.</summary>
            /// <inheritdoc cref="Modules.RMSProp(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static RMSProp RMSProp(
                IEnumerable<RMSProp.ParamGroup> parameters, double lr = 0.01, double alpha = 0.99, double eps = 1e-8, double weight_decay = 0,
                double momentum = 0, bool centered = false, bool maximize = false) =>
                new(parameters, lr, alpha, eps, weight_decay, momentum, centered, maximize);
        }
    }
}
