using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Adadelta (Zeiler 2012, arXiv:1212.5701, algorithm 1), with PyTorch's arithmetic.
    /// </summary>
    public class Adadelta : OptimizerHelper
    {
        /// <summary>Changes these parameters.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="rho">How much of each mean stays in a step.</param>
        /// <param name="eps">What keeps the quotient finite.</param>
        /// <param name="weight_decay">How much of each parameter is added to its gradient.</param>
        /// <param name="maximize">Climb, and do not descend?</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        public Adadelta(IEnumerable<Parameter> parameters, double lr, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, rho, eps, weight_decay, maximize)
        {
        }

        /// <summary>Changes the parameters of groups, whose own settings come first.</summary>
        /// <inheritdoc cref="Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
        public Adadelta(IEnumerable<ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, InitialLearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize,
            })
        {
            if (!(lr >= 0 && rho is >= 0 and <= 1 && eps >= 0 && weight_decay >= 0))
            {
                throw new ArgumentException(
                    $"Adadelta's lr ({lr}), eps ({eps}) and weight_decay ({weight_decay}) must not be negative, and rho ({rho}) must be in [0, 1].");
            }
        }

        /// <inheritdoc/>
        public override torch.Tensor? step(Func<torch.Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

        private void Step(ParamGroup group)
        {
            var options = group.Options;
            var rho = options.rho!.Value;
            foreach (var batch in Ready<State>(group, options.maximize!.Value, options.weight_decay!.Value, _ => 0))
            {
                foreach (var state in batch.States)
                    state.step++;
                var squares = batch.All(state => state.square_avg);
                var squaredSteps = batch.All(state => state.acc_delta);
                Foreach.MulScalar_.Call(squares, rho);
                Foreach.Addcmul_.Call(squares, batch.Gradients, batch.Gradients, 1 - rho);

                var steps = Roots(squaredSteps, options.eps!.Value);
                Foreach.Div_.Call(steps, Roots(squares, options.eps!.Value));
                Foreach.Mul_.Call(steps, batch.Gradients);
                Foreach.MulScalar_.Call(squaredSteps, rho);
                Foreach.Addcmul_.Call(squaredSteps, steps, steps, 1 - rho);
                Foreach.Add_.Call(batch.Parameters, steps, -group.LearningRate);
            }
        }

        private static torch.Tensor[] Roots(torch.Tensor[] squares, double eps)
        {
            var roots = Foreach.AddScalar.Tensors(squares, eps);
            Foreach.Sqrt_.Call([roots]);
            return roots;
        }

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        /// <summary>Settings of Adadelta; the optimizer's where null.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How much of each mean stays in a step.</summary>
            public double? rho;

            /// <summary>What keeps the quotient finite.</summary>
            public double? eps;

            /// <summary>How much of each parameter is added to its gradient.</summary>
            public double? weight_decay;

            /// <summary>Climb, and do not descend?</summary>
            public bool? maximize;
        }

        /// <summary>Parameters that Adadelta changes with the same settings.</summary>
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
                IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false)
                : base(parameters, new() { LearningRate = lr, rho = rho, eps = eps, weight_decay = weight_decay, maximize = maximize })
            {
            }
        }

        /// <summary>What Adadelta remembers of a parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>The number of steps.</summary>
            public long step;

            /// <summary>The mean squared gradient.</summary>
            public torch.Tensor square_avg = null!;

            /// <summary>The mean squared step.</summary>
            public torch.Tensor acc_delta = null!;

            /// <summary>The state of a parameter, to be initialised.</summary>
            public State(Parameter parameter)
                : base(parameter)
            {
            }

            /// <inheritdoc/>
            public override void Initialize(OptimizerOptions options)
            {
                Release();
                step = 0;
                square_avg = Filled(0);
                acc_delta = Filled(0);
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
            /// <summary>Adadelta over parameters.</summary>
            /// <inheritdoc cref="Modules.Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
            public static Adadelta Adadelta(
                IEnumerable<Parameter> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0, bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);

            /// <summary>Adadelta over named parameters.</summary>
            /// <inheritdoc cref="Modules.Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
            public static Adadelta Adadelta(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6,
                double weight_decay = 0, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), lr, rho, eps, weight_decay, maximize);

            /// <summary>Adadelta over groups, whose own settings come first.</summary>
            /// <inheritdoc cref="Modules.Adadelta(IEnumerable{Parameter}, double, double, double, double, bool)"/>
            public static Adadelta Adadelta(
                IEnumerable<Adadelta.ParamGroup> parameters, double lr = 1, double rho = 0.9, double eps = 1e-6, double weight_decay = 0,
                bool maximize = false) =>
                new(parameters, lr, rho, eps, weight_decay, maximize);
        }
    }
}
