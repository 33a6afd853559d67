using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Gradient descent with momentum (Sutskever et al. 2013, "On the importance of initialization and momentum"), with PyTorch's arithmetic.
    /// </summary>
    public class SGD : OptimizerHelper, torch.optim.IMomentum
    {
        /// <summary>Changes these parameters.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="momentum">How much of the last step goes into the next.</param>
        /// <param name="dampening">How much of the gradient is kept out of the momentum.</param>
        /// <param name="weight_decay">How much of each parameter is added to its gradient.</param>
        /// <param name="nesterov">Look ahead along the momentum?</param>
        /// <param name="maximize">Climb, and do not descend?</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        public SGD(
            IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
            bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, momentum, dampening, weight_decay, nesterov, maximize)
        {
        }

        /// <summary>Changes the parameters of groups, whose own settings come first.</summary>
        /// <inheritdoc cref="SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
        public SGD(
            IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false,
            bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay,
                nesterov = nesterov, maximize = maximize,
            })
        {
            if (!(lr >= 0 && momentum >= 0 && weight_decay >= 0))
                throw new ArgumentException($"SGD's lr ({lr}), momentum ({momentum}) and weight_decay ({weight_decay}) must not be negative.");
            if (nesterov && (momentum == 0 || dampening != 0))
                throw new ArgumentException("Nesterov's momentum needs a momentum, and no dampening.");
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
            var momentum = options.momentum!.Value;
            foreach (var batch in Ready<State>(group, options.maximize!.Value, options.weight_decay!.Value, state => state.momentum_buffer is null ? 0 : 1))
            {
                var steps = batch.Gradients;
                if (momentum != 0)
                {
                    var momenta = Momenta(batch, momentum, 1 - options.dampening!.Value);
                    steps = options.nesterov!.Value ? Foreach.Add.Tensors(steps, momenta, momentum) : momenta;
                }
                Foreach.Add_.Call(batch.Parameters, steps, -group.LearningRate);
            }
        }

        /// <summary>The first momentum is the gradient, dampened or not.</summary>
        private static torch.Tensor[] Momenta(Batch<State> batch, double momentum, double share)
        {
            if (batch.States[0].momentum_buffer is null)
            {
                foreach (var (state, gradient) in batch.States.Zip(batch.Gradients))
                    state.momentum_buffer = gradient.clone().DetachFromDisposeScope();
                return batch.All(state => state.momentum_buffer!);
            }
            var momenta = batch.All(state => state.momentum_buffer!);
            Foreach.MulScalar_.Call(momenta, momentum);
            Foreach.Add_.Call(momenta, batch.Gradients, share);
            return momenta;
        }

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        /// <summary>Settings of SGD; the optimizer's where null.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How much of the last step goes into the next.</summary>
            public double? momentum;

            /// <summary>How much of the gradient is kept out of the momentum.</summary>
            public double? dampening;

            /// <summary>How much of each parameter is added to its gradient.</summary>
            public double? weight_decay;

            /// <summary>Look ahead along the momentum?</summary>
            public bool? nesterov;

            /// <summary>Climb, and do not descend?</summary>
            public bool? maximize;
        }

        /// <summary>Parameters that SGD changes with the same settings.</summary>
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
                IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false)
                : base(parameters, new()
                {
                    LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov,
                    maximize = maximize,
                })
            {
            }

            /// <summary>How much of the last step goes into the next.</summary>
            public double Momentum
            {
                get => Options.momentum ?? 0;
                set => Options.momentum = value;
            }
        }

        /// <summary>What SGD remembers of a parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>The last step, before the learning rate; null without momentum.</summary>
            [OptionalState]
            public torch.Tensor? momentum_buffer;

            /// <summary>The state of a parameter, to be initialised.</summary>
            public State(Parameter parameter)
                : base(parameter)
            {
            }

            /// <inheritdoc/>
            public override void Initialize(OptimizerOptions options)
            {
                Release();
                momentum_buffer = null;
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
            /// <summary>SGD over parameters.</summary>
            /// <inheritdoc cref="Modules.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
            public static SGD SGD(
                IEnumerable<Parameter> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <summary>SGD over named parameters.</summary>
            /// <inheritdoc cref="Modules.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
            public static SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters, double learningRate, double momentum = 0, double dampening = 0,
                double weight_decay = 0, bool nesterov = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            /// <summary>SGD over groups, whose own settings come first.</summary>
            /// <inheritdoc cref="Modules.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
            public static SGD SGD(
                IEnumerable<SGD.ParamGroup> parameters, double learningRate, double momentum = 0, double dampening = 0, double weight_decay = 0,
                bool nesterov = false, bool maximize = false) =>
                new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
