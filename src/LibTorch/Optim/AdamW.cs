using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Adam with a weight decay beside the gradient (Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2), with PyTorch's arithmetic.
    /// </summary>
    public class AdamW : OptimizerHelper, torch.optim.IBetas
    {
        /// <summary>Changes these parameters.</summary>
        /// <param name="parameters">The parameters.</param>
        /// <param name="lr">The learning rate.</param>
        /// <param name="beta1">How much of the mean gradient stays in a step.</param>
        /// <param name="beta2">How much of the mean squared gradient stays in a step.</param>
        /// <param name="eps">What keeps the quotient finite.</param>
        /// <param name="weight_decay">How much of each parameter a step takes away, as a part of the learning rate.</param>
        /// <param name="amsgrad">Divide by the largest mean squared gradient so far?</param>
        /// <param name="maximize">Climb, and do not descend?</param>
        /// <exception cref="ArgumentException">A setting is out of range.</exception>
        public AdamW(
            IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup { Parameters = [.. parameters] }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        /// <summary>Changes the parameters of groups, whose own settings come first.</summary>
        /// <inheritdoc cref="AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
        public AdamW(
            IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
            double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new Options
            {
                LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad,
                maximize = maximize,
            })
        {
            if (!(lr >= 0 && eps >= 0 && beta1 is >= 0 and < 1 && beta2 is >= 0 and < 1 && weight_decay >= 0))
            {
                throw new ArgumentException(
                    $"AdamW's lr ({lr}), eps ({eps}) and weight_decay ({weight_decay}) must not be negative, and beta1 ({beta1}) and beta2 ({beta2}) must be in [0, 1).");
            }
        }

        /// <summary>How much of each mean stays in a step, in all groups.</summary>
        public (double, double) Betas
        {
            get => ((ParamGroup)Groups[0]).Betas;
            set => Groups.ForEach(group => ((ParamGroup)group).Betas = value);
        }

        /// <inheritdoc/>
        public override torch.Tensor? step(Func<torch.Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

        private void Step(ParamGroup group)
        {
            var options = group.Options;
            var lr = group.LearningRate;
            foreach (var batch in Ready<State>(group, options.maximize!.Value, 0, state => state.step))
            {
                foreach (var state in batch.States)
                    state.step++;
                Foreach.MulScalar_.Call(batch.Parameters, 1 - lr * options.weight_decay!.Value);
                AdaptiveMoments.Step(
                    batch.Parameters, batch.Gradients, batch.All(state => state.exp_avg), batch.All(state => state.exp_avg_sq),
                    options.amsgrad!.Value ? batch.All(state => state.max_exp_avg_sq!) : null, batch.States[0].step,
                    lr, options.beta1!.Value, options.beta2!.Value, options.eps!.Value);
            }
        }

        private protected override OptimizerState NewState(Parameter parameter) => new State(parameter);

        /// <summary>Settings of AdamW; the optimizer's where null.</summary>
        public class Options : OptimizerOptions
        {
            /// <summary>How much of the mean gradient stays in a step.</summary>
            public double? beta1;

            /// <summary>How much of the mean squared gradient stays in a step.</summary>
            public double? beta2;

            /// <summary>What keeps the quotient finite.</summary>
            public double? eps;

            /// <summary>How much of each parameter a step takes away, as a part of the learning rate.</summary>
            public double? weight_decay;

            /// <summary>Divide by the largest mean squared gradient so far?</summary>
            public bool? amsgrad;

            /// <summary>Climb, and do not descend?</summary>
            public bool? maximize;
        }

        /// <summary>Parameters that AdamW changes with the same settings.</summary>
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

        /// <summary>What AdamW remembers of a parameter.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            /// <summary>The number of steps.</summary>
            public long step;

            /// <summary>The mean gradient.</summary>
            public torch.Tensor exp_avg = null!;

            /// <summary>The mean squared gradient.</summary>
            public torch.Tensor exp_avg_sq = null!;

            /// <summary>The largest mean squared gradient so far; null without amsgrad.</summary>
            [OptionalState]
            public torch.Tensor? max_exp_avg_sq;

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
                exp_avg = Filled(0);
                exp_avg_sq = Filled(0);
                max_exp_avg_sq = settings.amsgrad is true ? Filled(0) : null;
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
            /// <summary>AdamW over parameters.</summary>
            /// <inheritdoc cref="Modules.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static AdamW AdamW(
                IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>AdamW over named parameters.</summary>
            /// <inheritdoc cref="Modules.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static AdamW AdamW(
                IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999,
                double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(named => named.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            /// <summary>AdamW over groups, whose own settings come first.</summary>
            /// <inheritdoc cref="Modules.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
            public static AdamW AdamW(
                IEnumerable<AdamW.ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
                double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
