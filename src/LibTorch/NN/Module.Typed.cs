namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What maps one value to another.</summary>
        public interface IModule<T, TResult>
        {
            /// <summary>Applies the module.</summary>
            TResult call(T input1);
        }

        /// <summary>What maps two values to another.</summary>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Applies the module.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>What maps three values to another.</summary>
        public interface IModule<T1, T2, T3, TResult>
        {
            /// <summary>Applies the module.</summary>
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module with one input.</summary>
        public abstract class Module<T, TResult>
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <summary>Names the module.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T input);

            /// <summary>Applies the module, and the functions registered before and after it.</summary>
            public TResult call(T input) => Hooked ? WithHooks(input) : forward(input);

            // Apart from the common path, which so allocates nothing.
            private TResult WithHooks(T input)
            {
                var given = Before(input, (hook, values) => hook(this, values) ?? values);
                return After(forward(given), (hook, result) => hook(this, given, result) ?? result);
            }
        }

        /// <summary>A module with two inputs.</summary>
        public abstract class Module<T1, T2, TResult>
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>,
                IModule<T1, T2, TResult>
        {
            /// <summary>Names the module.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Applies the module, and the functions registered before and after it.</summary>
            public TResult call(T1 input1, T2 input2) => Hooked ? WithHooks(input1, input2) : forward(input1, input2);

            // Apart from the common path, which so allocates nothing.
            private TResult WithHooks(T1 input1, T2 input2)
            {
                (input1, input2) = Before((input1, input2), (hook, values) => hook(this, values.Item1, values.Item2) ?? values);
                return After(forward(input1, input2), (hook, result) => hook(this, input1, input2, result) ?? result);
            }
        }

        /// <summary>A module with three inputs.</summary>
        public abstract class Module<T1, T2, T3, TResult>
            : HookableModule<
                    Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>,
                IModule<T1, T2, T3, TResult>
        {
            /// <summary>Names the module.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>What the module computes.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Applies the module, and the functions registered before and after it.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3) => Hooked ? WithHooks(input1, input2, input3) : forward(input1, input2, input3);

            // Apart from the common path, which so allocates nothing.
            private TResult WithHooks(T1 input1, T2 input2, T3 input3)
            {
                (input1, input2, input3) = Before((input1, input2, input3), (hook, values) => hook(this, values.Item1, values.Item2, values.Item3) ?? values);
                return After(forward(input1, input2, input3), (hook, result) => hook(this, input1, input2, input3, result) ?? result);
            }
        }
    }
}
