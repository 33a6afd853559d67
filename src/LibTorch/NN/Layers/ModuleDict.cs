using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules by name.</summary>
    public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)> where T : nn.Module
    {
        /// <summary>Makes an empty dictionary.</summary>
        public ModuleDict()
            : base(nameof(ModuleDict<>))
        {
        }

        /// <summary>The number of modules.</summary>
        public int Count => keys().Count();

        /// <summary>The module with a name.</summary>
        /// <exception cref="KeyNotFoundException">There is none.</exception>
        public T this[string key]
        {
            get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no module '{key}'.");
            set
            {
                Remove(key);
                Add(key, value);
            }
        }

        /// <summary>Adds a module.</summary>
        /// <exception cref="InvalidOperationException">The name is taken.</exception>
        public void Add(string key, T value) => register_module(key, value);

        /// <summary>Adds a module.</summary>
        /// <exception cref="InvalidOperationException">The name is taken.</exception>
        public void Add((string, T) item) => Add(item.Item1, item.Item2);

        /// <summary>Takes a module out, and does not dispose it.</summary>
        public bool Remove(string key)
        {
            var found = ContainsKey(key);
            if (found)
                register_module(key, null!);
            return found;
        }

        /// <summary>Takes all modules out, and does not dispose them.</summary>
        public void Clear() => ClearModules();

        /// <inheritdoc cref="Clear"/>
        public void clear() => ClearModules();

        /// <summary>Is there a module with this name?</summary>
        public bool ContainsKey(string key) => keys().Contains(key);

        /// <summary>Finds the module with a name.</summary>
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
        {
            value = (T?)named_children().FirstOrDefault(child => child.name == key).module;
            return value is not null;
        }

        /// <summary>The names in the order in which they were added.</summary>
        public IEnumerable<string> keys() => named_children().Select(child => child.name);

        /// <summary>The modules in the order in which they were added.</summary>
        public IEnumerable<T> values() => children().Cast<T>();

        /// <summary>The names and modules in the order in which they were added.</summary>
        public IEnumerator<(string, T)> items() => named_children().Select(child => (child.name, (T)child.module)).GetEnumerator();

        /// <inheritdoc cref="items"/>
        public IEnumerator<(string, T)> GetEnumerator() => items();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules by name.</summary>
            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => [.. modules];

            /// <summary>Modules of one type by name.</summary>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module => [.. modules];
        }
    }
}
