using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What changes parameters along their gradients.</summary>
    public static partial class optim
    {
        /// <summary>What has a learning rate.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate at the start.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>What keeps two running means.</summary>
        public interface IBetas
        {
            /// <summary>How much of each mean stays in a step.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>What has a momentum.</summary>
        public interface IMomentum
        {
            /// <summary>How much of the last step goes into the next.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Changes parameters along their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            private protected Optimizer()
            {
            }

            /// <summary>The groups of parameters, each with a learning rate.</summary>
            public IEnumerable<ILearningRateController> ParamGroups => Groups;

            private protected List<ParamGroup> Groups { get; } = [];

            /// <summary>Also changes the parameters of a group.</summary>
            /// <exception cref="ArgumentException">A parameter is missing.</exception>
            public virtual void add_param_group(ParamGroup param_group)
            {
                ArgumentNullException.ThrowIfNull(param_group);
                if (param_group.Parameters.Any(parameter => parameter is null))
                    throw new ArgumentException("One of the parameters is null.", nameof(param_group));
                Groups.Add(param_group);
            }

            /// <summary>The parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => Groups.SelectMany(group => group.Parameters);

            /// <summary>Zeroes the gradients.</summary>
            public virtual void zero_grad()
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                Tensor[] gradients = [.. parameters().Select(parameter => parameter.grad).OfType<Tensor>()];
                if (gradients.Length > 0)
                    Op.Zero_.Call(gradients);
            }

            /// <summary>Changes the parameters.</summary>
            /// <param name="closure">Computes the loss, and the gradients, first.</param>
            /// <returns>What the closure returned.</returns>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                if (closure is null)
                    return null;
                using var recording = enable_grad();
                return closure();
            }

            /// <summary>Releases what the optimizer remembers.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Releases what the optimizer remembers.</summary>
            /// <param name="disposing">Is it disposed, and not finalised?</param>
            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>An optimizer's settings, and what it remembers of the parameters.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The settings of each group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>What is remembered of each parameter, group by group.</summary>
                public List<OptimizerState> State { get; } = [];
            }
        }
    }
}

file static class Op
{
    public static readonly Operator Zero_ = new("_foreach_zero_(self)");
}
