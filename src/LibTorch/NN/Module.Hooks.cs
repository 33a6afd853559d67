namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module before and after whose forward pass functions are called.</summary>
        /// <typeparam name="TPreHook">What is called before; what it gives takes the inputs' place unless it is null.</typeparam>
        /// <typeparam name="TPostHook">What is called after; what it gives takes the result's place unless it is null.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private readonly List<Delegate> _before = [];
            private readonly List<Delegate> _after = [];

            /// <summary>Names the module.</summary>
            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Has a function called before each forward pass, after those registered earlier.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(_before, (Delegate)(object)hook!);

            /// <inheritdoc cref="register_forward_pre_hook(TPreHook)"/>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(_before, hook);

            /// <summary>Has a function called after each forward pass, after those registered earlier.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Register(_after, (Delegate)(object)hook!);

            /// <inheritdoc cref="register_forward_hook(TPostHook)"/>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(_after, hook);

            /// <summary>Calls the functions before the forward pass.</summary>
            /// <param name="inputs">The inputs.</param>
            /// <param name="call">Calls a function with inputs, and gives those that take their place.</param>
            private protected TInputs Before<TInputs>(TInputs inputs, Func<TPreHook, TInputs, TInputs> call) => Run(_before, inputs, call);

            /// <summary>Calls the functions after the forward pass.</summary>
            /// <param name="result">The result.</param>
            /// <param name="call">Calls a function with a result, and gives the one that takes its place.</param>
            private protected TResult After<TResult>(TResult result, Func<TPostHook, TResult, TResult> call) => Run(_after, result, call);

            private protected bool Hooked => _before.Count + _after.Count > 0;

            private TValue Run<THook, TValue>(List<Delegate> hooks, TValue value, Func<THook, TValue, TValue> call)
            {
                // A hook may remove itself.
                foreach (var hook in hooks.ToArray())
                {
                    if (hook is THook typed)
                        value = call(typed, value);
                    else
                        ((Action<Module>)hook)(this);
                }
                return value;
            }

            private static HookRemover Register(List<Delegate> hooks, Delegate hook)
            {
                hooks.Add(hook);
                return new HookRemover(hooks, hook);
            }

            /// <summary>Undoes the registration of a function.</summary>
            public class HookRemover
            {
                private readonly List<Delegate> _hooks;
                private readonly Delegate _hook;

                internal HookRemover(List<Delegate> hooks, Delegate hook) => (_hooks, _hook) = (hooks, hook);

                /// <summary>Has the function called no longer.</summary>
                public void remove() => _hooks.Remove(_hook);
            }
        }
    }
}
