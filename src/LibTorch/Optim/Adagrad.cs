using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Adagrad (Duchi, Hazan and Singer 2011, JMLR 12), with PyTorch's arithmetic.
    /// </summary>
    public class Adagrad : OptimizerHelper
    {
        /// <summary>Changes these parameters.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="lr_decay">How fast the learning rate falls with the steps.</param>
        /// <param name="weight_decay">How much of each parameter is added to its gradient.</param>
        /// <param name="initial_accumulator_value">Where the sum of squares begins.</param>
        /// <param name="eps">What keeps the quotient finite.</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        public Adagrad(
            IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0,
            double eps = 1e-10)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, lr_decay, weight_decay, initial_accumulator_value, eps)
        {
        }

        /// <summary>Changes the parameters of groups, whose own settings come first.</summary>
        /// <inheritdoc cref="Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
        public Adagrad(
            IEnumerable<ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0, double initial_accumulator_value = 0,
            double eps = 1e-10)
            : base(parameters, new Options
            {
                LearningRate = lr, InitialLearningRate = lr, lr_decay = lr_decay, initial_accumulator_value = initial_accumulator_value, eps = eps,
                weight_decay = weight_decay,
            })
        {
            if (!(lr >= 0 && lr_decay >= 0 && weight_decay >= 0 && initial_accumulator_value >= 0 && eps >= 0))
            {
                throw new ArgumentException(
                    $"Adagrad's lr ({lr}), lr_decay ({lr_decay}), weight_decay ({weight_decay}), initial_accumulator_value ({initial_accumulator_value}) and eps ({eps}) must not be negative.");
            }
        }

        /// <inheritdoc/>
        public override torch.Tensor? step(Func<torch.Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

        private void Step(ParamGroup group)
        {
            var options = group.Options;
            foreach (var batch in Ready<State>(group, maximize: false, options.weight_decay!.Value, state => state.step))
            {
                foreach (var state in batch.States)
                    state.step++;
                var sums = batch.All(state => state.sum);
                Foreach.Addcmul_.Call(sums, batch.Gradients, batch.Gradients, 1);
                var denominators = Foreach.Sqrt.Tensors(sums);
                Foreach.AddScalar_.Call(denominators, options.eps!.Value);
                var lr = group.LearningRate / (1 + (batch.States[0].step - 1) * options.lr_decay!.Value);
                Foreach.Addcdiv_.Call(batch.Parameters, batch.Gradients, denominators, -lr);
            }
        }

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        /// <summary>Settings of Adagrad; the optimizer's where null.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How fast the learning rate falls with the steps.</summary>
            public double? lr_decay;

            /// <summary>Where the sum of squares begins.</summary>
            public double? initial_accumulator_value;

            /// <summary>What keeps the quotient finite.</summary>
            public double? eps;

            /// <summary>How much of each parameter is added to its gradient.</summary>
            public double? weight_decay;
        }

        /// <summary>Parameters that Adagrad changes with the same settings.</summary>
        public class ParamGroup : ParamGroup<Options>
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
                IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10)
                : base(parameters, new()
                {
                    LearningRate = lr, lr_decay = lr_decay, initial_accumulator_value = initial_accumulator_value, eps = eps,
                    weight_decay = weight_decay,
                })
            {
            }
        }

        /// <summary>What Adagrad remembers of a parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>The number of steps.</summary>
            public long step;

            /// <summary>The sum of the squared gradients.</summary>
            public torch.Tensor sum = null!;

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
                sum = Filled(settings.initial_accumulator_value ?? 0);
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
            /// <summary>Adagrad over parameters.</summary>
            /// <inheritdoc cref="Modules.Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
            public static Adagrad Adagrad(
                IEnumerable<Parameter> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            /// <summary>Adagrad over named parameters.</summary>
            /// <inheritdoc cref="Modules.Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
            public static Adagrad Adagrad(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters.Select(named => named.parameter), lr, lr_decay, weight_decay, initial_accumulator_value, eps);

            /// <summary>Adagrad over groups, whose own settings come first.</summary>
            /// <inheritdoc cref="Modules.Adagrad(IEnumerable{Parameter}, double, double, double, double, double)"/>
            public static Adagrad Adagrad(
                IEnumerable<Adagrad.ParamGroup> parameters, double lr = 0.01, double lr_decay = 0, double weight_decay = 0,
                double initial_accumulator_value = 0, double eps = 1e-10) =>
                new(parameters, lr, lr_decay, weight_decay, initial_accumulator_value, eps);
        }
    }
}
