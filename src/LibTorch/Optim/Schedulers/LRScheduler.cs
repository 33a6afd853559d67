using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>What changes learning rates as training goes on.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Changes an optimizer's learning rates step by step. Several may change the same rates in turn, each a part.</summary>
            public abstract class LRScheduler
            {
                /// <summary>The number of steps, the first included, which is made with the scheduler.</summary>
                public int _step_count;

                private readonly bool _verbose;
                private double[] _rates = [];

                /// <summary>Attaches the scheduler, and makes the first step where wished.</summary>
                private protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false, bool begin = true)
                {
                    Optimizer = optimizer;
                    Groups = [.. optimizer.ParamGroups];
                    var unscheduled = Groups.OfType<ParamGroup>().Select(group => group.Options).Where(options => !options.IsScheduled);
                    foreach (var options in last_epoch == -1 ? unscheduled : [])
                    {
                        options.InitialLearningRate = options.LearningRate ?? 0;
                        options.IsScheduled = true;
                    }
                    BaseRates = [.. Groups.Select(group => group.InitialLearningRate)];
                    LastEpoch = last_epoch;
                    _verbose = verbose;
                    Remember();

                    // A primary constructor's parameters, which the schedules use, are there before this one runs.
                    if (begin)
                        step();
                }

                internal Optimizer Optimizer { get; }

                internal int LastEpoch { get; set; }

                private protected ILearningRateController[] Groups { get; }

                /// <summary>The learning rates at the start.</summary>
                private protected double[] BaseRates { get; set; }

                /// <summary>The learning rates that the last step gave, one a group.</summary>
                public IEnumerable<double> get_last_lr() => _rates;

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step()
                {
                    _step_count++;
                    LastEpoch++;
                    Set(get_lr());
                }

                /// <summary>Goes to an epoch; to the next where null.</summary>
                public virtual void step(int? epoch)
                {
                    if (epoch is not { } number)
                    {
                        step();
                        return;
                    }
                    _step_count++;
                    LastEpoch = number;
                    Set(get_closed_form_lr());
                }

                /// <summary>Goes to an epoch, or to the next; the loss is for the schedules that depend on it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rates of the epoch, as changes of the present ones.</summary>
                protected virtual IEnumerable<double> get_lr() => Scaled(1);

                /// <summary>The learning rates of the epoch, as changes of those at the start.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                /// <summary>The present rates times a factor.</summary>
                private protected IEnumerable<double> Scaled(double factor) => Groups.Select(group => group.LearningRate * factor);

                /// <summary>The rates at the start times a factor.</summary>
                private protected IEnumerable<double> FromBase(double factor) => BaseRates.Select(rate => rate * factor);

                private protected void Set(IEnumerable<double> rates)
                {
                    foreach (var (group, rate) in Groups.Zip(rates.ToList()))
                    {
                        group.LearningRate = rate;
                        if (_verbose)
                            Console.WriteLine($"Adjusting learning rate of group {Array.IndexOf(Groups, group)} to {rate:e4}.");
                    }
                    Remember();
                }

                private protected void Remember() => _rates = [.. Groups.Select(group => group.LearningRate)];

                /// <exception cref="ArgumentException">There is not one value a group.</exception>
                private protected static T[] OnePerGroup<T>(Optimizer optimizer, IEnumerable<T> values)
                {
                    T[] all = [.. values];
                    var groups = optimizer.ParamGroups.Count();
                    return all.Length == groups ? all : throw new ArgumentException($"There are {all.Length} values for {groups} groups: pass one a group.");
                }

                /// <summary>The first of two betas is what other optimizers call momentum.</summary>
                private protected static void SetMomentum(ILearningRateController group, double momentum)
                {
                    if (group is IMomentum direct)
                        direct.Momentum = momentum;
                    else if (group is IBetas adaptive)
                        adaptive.Betas = (momentum, adaptive.Betas.Item2);
                    else
                        throw new ArgumentException("The optimizer has no momentum to change: pass cycle_momentum: false.");
                }
            }

            /// <summary>The schedulers' classes.</summary>
            public static partial class impl
            {
            }
        }
    }
}
