using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks.</summary>
    public static partial class nn
    {
        /// <summary>How the losses of the elements become one.</summary>
        public enum Reduction
        {
            /// <summary>Not at all: one loss an element.</summary>
            None = 0,

            /// <summary>Their mean.</summary>
            Mean = 1,

            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        /// <summary>A tensor that a module learns; the given tensor is as if disposed from then on.</summary>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>
        /// What has parameters, buffers and modules within. Those are registered by name, by hand or by <see cref="RegisterComponents"/>.
        /// </summary>
        // Whatever is trimmed, the fields of modules stay: RegisterComponents reads them.
#if NET10_0_OR_GREATER
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.AllFields)]
#else
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields)]
#endif
        public partial class Module : IDisposable
        {
            private readonly Components<Parameter> _parameters = new();
            private readonly Components<Tensor> _buffers = new();
            private readonly Components<Module> _children = new();
            private readonly HashSet<string> _nonpersistent = [];
            private readonly string _name;

            /// <summary>Names the module.</summary>
            protected Module(string name) => _name = name;

            /// <summary>Is the module training, and not evaluating?</summary>
            public bool training { get; private set; } = true;

            /// <summary>The module's name.</summary>
            public virtual string GetName() => _name;

            /// <summary>Has the module and those within behave as in training.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var child in children())
                    child.train(train);
            }

            /// <summary>Has the module and those within behave as in evaluation.</summary>
            public virtual void eval() => train(false);

            /// <summary>Applies an action to the modules within, and then to this one.</summary>
            /// <returns>The module itself.</returns>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Drops, or zeroes, the gradients of all parameters.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        gradient.zero_();
                }
            }

            /// <summary>Registers a module; a null removes it.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule) => _children.Add(name, submodule);

            /// <inheritdoc cref="register_module"/>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers a parameter; a null removes it.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param) => _parameters.Add(name, param);

            /// <summary>Registers a tensor that is part of the state and is not learned; a null removes it.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="tensor">The tensor.</param>
            /// <param name="persistent">Is it part of the state dictionary?</param>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                _buffers.Add(name, tensor);
                if (!persistent)
                    _nonpersistent.Add(name);
            }

            /// <summary>Registers what the fields hold, by the fields' names: modules, parameters, and other tensors as buffers.</summary>
            [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Each base type is a Module, whose fields stay.")]
            protected virtual void RegisterComponents()
            {
                const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(own))
                    {
                        var value = field.GetValue(this);
                        if (value is Module module && !_children.Has(field.Name))
                            register_module(field.Name, module);
                        else if (value is Parameter parameter && !_parameters.Has(field.Name))
                            register_parameter(field.Name, parameter);
                        else if (value is Tensor tensor and not Modules.Parameter && !_buffers.Has(field.Name))
                            register_buffer(field.Name, tensor);
                    }
                }
            }

            /// <summary>Makes a parameter of values and registers it. It outlives the scope that the module is made in.</summary>
            private protected Parameter Learned(string name, Tensor values)
            {
                var parameter = new Parameter(values);
                parameter.DetachFromDisposeScope();
                register_parameter(name, parameter);
                return parameter;
            }

            /// <summary>Forgets the modules within, without disposing them.</summary>
            protected void ClearModules() => _children.Clear();

            /// <summary>Disposes the module's parameters and buffers, and the modules within.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes the module's parameters and buffers, and the modules within.</summary>
            /// <param name="disposing">Is it disposed, and not finalised?</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var (_, parameter) in _parameters)
                    parameter.Dispose();
                foreach (var (_, buffer) in _buffers)
                    buffer.Dispose();
                foreach (var (_, child) in _children)
                    child.Dispose();
            }

            /// <summary>Moves and converts the parameters and buffers in place, so that whoever holds one sees the new values.</summary>
            internal void Convert(Device? device, ScalarType? type)
            {
                using var _ = no_grad();
                foreach (var tensor in parameters().Concat(buffers()))
                    tensor.Convert(device ?? tensor.device, type is { } wanted && is_floating_point(tensor) ? wanted : tensor.dtype);
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>Becomes the same values of a type on a device; a gradient goes along.</summary>
        internal void Convert(Device device, ScalarType type)
        {
            using var converted = to(type, device);
            if (converted.Handle == Handle)
                return;
            using var gradient = is_leaf ? grad : null;
            converted.requires_grad = requires_grad;
            if (gradient is not null)
                converted.grad = gradient.to(type, device);
            (_native, converted._native) = (converted._native, _native);
        }
    }
}
