using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The modules directly within, by name.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children() => _children;

            /// <summary>The modules directly within.</summary>
            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>All modules within, by dotted names.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, child) in named_children())
                {
                    yield return (name, child);
                    foreach (var (inner, module) in child.named_modules())
                        yield return ($"{name}.{inner}", module);
                }
            }

            /// <summary>All modules within.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(inner => inner.module);

            /// <summary>The parameters by dotted names; one that is held twice comes once.</summary>
            /// <param name="recurse">Also those of the modules within?</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Named(module => module._parameters, recurse);

            /// <summary>The parameters; one that is held twice comes once.</summary>
            /// <param name="recurse">Also those of the modules within?</param>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            /// <summary>The buffers by dotted names; one that is held twice comes once.</summary>
            /// <param name="recurse">Also those of the modules within?</param>
            /// <param name="include_nonpersistent">Also those that are no part of the state dictionary?</param>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                Named(module => module._buffers.Where(item => include_nonpersistent || !module._nonpersistent.Contains(item.Name)), recurse);

            /// <summary>The buffers; one that is held twice comes once.</summary>
            /// <param name="recurse">Also those of the modules within?</param>
            /// <param name="include_nonpersistent">Also those that are no part of the state dictionary?</param>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            /// <summary>The parameter with a dotted name; null where there is none.</summary>
            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(named => named.name == target).parameter;

            /// <summary>The buffer with a dotted name; null where there is none.</summary>
            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(named => named.name == target).buffer;

            /// <summary>Is there a parameter with this dotted name?</summary>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>Is there a buffer with this dotted name?</summary>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            private IEnumerable<(string, T)> Named<T>(Func<Module, IEnumerable<(string Name, T Value)>> own, bool recurse) where T : Tensor
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                IEnumerable<(string name, Module module)> all = [("", this)];
                foreach (var (path, module) in recurse ? all.Concat(named_modules()) : all)
                {
                    foreach (var (name, value) in own(module))
                    {
                        if (seen.Add(value))
                            yield return (path.Length == 0 ? name : $"{path}.{name}", value);
                    }
                }
            }
        }
    }
}
