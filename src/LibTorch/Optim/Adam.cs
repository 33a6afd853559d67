using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1), with PyTorch's arithmetic, its amsgrad and its weight decay.
    /// </summary>
    public class Adam : torch.optim.Optimizer, torch.optim.IBetas
    {
        private readonly Dictionary<Parameter, State> _states = new(ReferenceEqualityComparer.Instance);
        private readonly Options _defaults;

        /// <summary>Changes these parameters.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="beta1">How much of the mean gradient stays in a step.</param>
        /// <param name="beta2">How much of the mean squared gradient stays in a step.</param>
        /// <param name="eps">What keeps the quotient finite.</param>
        /// <param name="weight_decay">How much of each parameter is added to its gradient.</param>
        /// <param name="amsgrad">Divide by the largest mean squared gradient so far?</param>
        /// <param name="maximize">Climb, and do not descend?</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        public Adam(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <summary>Changes the parameters of groups, whose own settings come first.</summary>
        /// <inheritdoc cref="Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public Adam(
            IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        {
            if (lr < 0 || eps < 0 || beta1 is < 0 or >= 1 || beta2 is < 0 or >= 1 || weight_decay < 0)
                throw new ArgumentException($"Adam's lr ({lr}), eps ({eps}) and weight_decay ({weight_decay}) must not be negative, and beta1 ({beta1}) and beta2 ({beta2}) must be in [0, 1).");
            _defaults = new()
            {
                LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay,
                amsgrad = amsgrad, maximize = maximize,
            };
            foreach (var group in parameters)
                add_param_group(group);
        }

        /// <summary>How much of each mean stays in a step.</summary>
        public (double, double) Betas
        {
            get => (_defaults.beta1!.Value, _defaults.beta2!.Value);
            set
            {
                (_defaults.beta1, _defaults.beta2) = value;
                foreach (var group in Groups.Cast<ParamGroup>())
                    group.Betas = value;
            }
        }

        /// <inheritdoc/>
        public override torch.Tensor? step(Func<torch.Tensor>? closure = null)
        {
            var loss = base.step(closure);
            using var scope = torch.NewDisposeScope();
            using var _ = torch.no_grad();
            foreach (var group in Groups.Cast<ParamGroup>())
            {
                // Parameters that have seen as many gradients take one call of each operator together.
                foreach (var batch in Ready(group).GroupBy(state => state.Step))
                    Update([.. batch], group.Options);
            }
            return loss;
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            foreach (var state in _states.Values)
                state.Dispose();
            _states.Clear();
        }

        /// <summary>Also changes the parameters of a group, whose own settings come first.</summary>
        /// <exception cref="ArgumentException">The group is another optimizer's.</exception>
        public override void add_param_group(Modules.ParamGroup param_group)
        {
            if (param_group is not ParamGroup { Options: var options })
                throw new ArgumentException($"Adam takes groups of type {typeof(ParamGroup)}.", nameof(param_group));
            options.LearningRate ??= _defaults.LearningRate;
            options.InitialLearningRate = options.LearningRate!.Value;
            options.beta1 ??= _defaults.beta1;
            options.beta2 ??= _defaults.beta2;
            options.eps ??= _defaults.eps;
            options.weight_decay ??= _defaults.weight_decay;
            options.amsgrad ??= _defaults.amsgrad;
            options.maximize ??= _defaults.maximize;
            base.add_param_group(param_group);
        }

        /// <summary>The states of the parameters that have a gradient, one step on.</summary>
        private List<State> Ready(ParamGroup group)
        {
            var ready = new List<State>();
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is not { } gradient)
                    continue;
                if (!_states.TryGetValue(parameter, out var state))
                    _states.Add(parameter, state = new State(parameter, group.Options.amsgrad!.Value));
                state.Gradient = gradient;
                state.Step++;
                ready.Add(state);
            }
            return ready;
        }

        private static void Update(State[] states, Options options)
        {
            var (beta1, beta2) = (options.beta1!.Value, options.beta2!.Value);
            var parameters = Array.ConvertAll(states, torch.Tensor (state) => state.Parameter);
            var gradients = Array.ConvertAll(states, state => state.Gradient!);
            var means = Array.ConvertAll(states, state => state.Mean);
            var squares = Array.ConvertAll(states, state => state.Square);

            if (options.maximize!.Value)
                gradients = Op.Neg.Tensors(gradients);
            if (options.weight_decay is { } decay and not 0)
                gradients = Op.Add.Tensors(gradients, parameters, decay);

            Op.Mul_.Call(means, beta1);
            Op.Add_.Call(means, gradients, 1 - beta1);
            Op.Mul_.Call(squares, beta2);
            Op.Addcmul_.Call(squares, gradients, gradients, 1 - beta2);

            var largest = squares;
            if (options.amsgrad!.Value)
            {
                largest = Array.ConvertAll(states, state => state.Largest!);
                Op.Maximum_.Call(largest, squares);
            }

            var step = states[0].Step;
            var denominators = Op.Sqrt.Tensors(largest);
            Op.Div_.Call(denominators, Math.Sqrt(1 - Math.Pow(beta2, step)));
            Op.AddScalar_.Call(denominators, options.eps!.Value);
            Op.Addcdiv_.Call(parameters, means, denominators, -options.LearningRate!.Value / (1 - Math.Pow(beta1, step)));
        }

        /// <summary>Adam's settings; the optimizer's where null.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How much of the mean gradient stays in a step.</summary>
            public double? beta1;

            /// <summary>How much of the mean squared gradient stays in a step.</summary>
            public double? beta2;

            /// <summary>What keeps the quotient finite.</summary>
            public double? eps;

            /// <summary>How much of each parameter is added to its gradient.</summary>
            public double? weight_decay;

            /// <summary>Divide by the largest mean squared gradient so far?</summary>
            public bool? amsgrad;

            /// <summary>Climb, and do not descend?</summary>
            public bool? maximize;
        }

        /// <summary>Parameters that Adam changes with the same settings.</summary>
        public class ParamGroup : ParamGroup<Options>, torch.optim.IBetas
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
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, new()
                {
                    LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize,
                })
            {
            }

            /// <summary>How much of each mean stays in a step.</summary>
            public (double, double) Betas
            {
                get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
                set => (Options.beta1, Options.beta2) = value;
            }
        }

        /// <summary>What Adam remembers of a parameter.</summary>
        private sealed class State(Parameter parameter, bool amsgrad) : IDisposable
        {
            public Parameter Parameter { get; } = parameter;

            public torch.Tensor Mean { get; } = torch.zeros_like(parameter).DetachFromDisposeScope();

            public torch.Tensor Square { get; } = torch.zeros_like(parameter).DetachFromDisposeScope();

            public torch.Tensor? Largest { get; } = amsgrad ? torch.zeros_like(parameter).DetachFromDisposeScope() : null;

            public torch.Tensor? Gradient { get; set; }

            public long Step { get; set; }

            public void Dispose()
            {
                Mean.Dispose();
                Square.Dispose();
                Largest?.Dispose();
            }
        }
    }

    file static class Op
    {
        public static readonly Operator Neg = new("_foreach_neg(self)");
        public static readonly Operator Add = new("_foreach_add.List(self, other, alpha)");
        public static readonly Operator Add_ = new("_foreach_add_.List(self, other, alpha)");
        public static readonly Operator AddScalar_ = new("_foreach_add_.Scalar(self, scalar)");
        public static readonly Operator Mul_ = new("_foreach_mul_.Scalar(self, scalar)");
        public static readonly Operator Div_ = new("_foreach_div_.Scalar(self, scalar)");
        public static readonly Operator Sqrt = new("_foreach_sqrt(self)");
        public static readonly Operator Maximum_ = new("_foreach_maximum_.List(self, other)");
        public static readonly Operator Addcmul_ = new("_foreach_addcmul_.Scalar(self, tensor1, tensor2, value)");
        public static readonly Operator Addcdiv_ = new("_foreach_addcdiv_.Scalar(self, tensor1, tensor2, value)");
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Adam over parameters.</summary>
            /// <inheritdoc cref="Modules.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Adam Adam(
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>Adam over named parameters.</summary>
            /// <inheritdoc cref="Modules.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Adam Adam(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>Adam over groups, whose own settings come first.</summary>
            /// <inheritdoc cref="Modules.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static Adam Adam(
                IEnumerable<Adam.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
