using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules in order, named by their places.</summary>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        private readonly List<T> _modules;

        /// <summary>Makes the list.</summary>
        public ModuleList(params T[] modules)
            : base(nameof(ModuleList<>))
        {
            _modules = [.. modules];
            Rename();
        }

        /// <summary>The number of modules.</summary>
        public int Count => _modules.Count;

        /// <summary>No: the list can change.</summary>
        public bool IsReadOnly => false;

        /// <summary>One of the modules.</summary>
        public T this[int index]
        {
            get => _modules[index];
            set => Change(() => _modules[index] = value);
        }

        /// <summary>Adds a module.</summary>
        public void Add(T item) => Change(() => _modules.Add(item));

        /// <summary>Adds modules.</summary>
        public void append(params T[] parameters) => extend(parameters);

        /// <summary>Adds modules.</summary>
        public void extend(IEnumerable<T> modules) => Change(() => _modules.AddRange(modules));

        /// <summary>Adds a module before another.</summary>
        public void Insert(int index, T item) => Change(() => _modules.Insert(index, item));

        /// <summary>Takes a module out, and does not dispose it.</summary>
        public bool Remove(T item)
        {
            var found = _modules.Remove(item);
            Rename();
            return found;
        }

        /// <summary>Takes a module out, and does not dispose it.</summary>
        public void RemoveAt(int index) => Change(() => _modules.RemoveAt(index));

        /// <summary>Takes all modules out, and does not dispose them.</summary>
        public void Clear() => Change(_modules.Clear);

        /// <summary>Is the module in the list?</summary>
        public bool Contains(T item) => _modules.Contains(item);

        /// <summary>Where the module is; −1 where it is not in the list.</summary>
        public int IndexOf(T item) => _modules.IndexOf(item);

        /// <summary>Copies the list.</summary>
        public void CopyTo(T[] array, int arrayIndex) => _modules.CopyTo(array, arrayIndex);

        /// <summary>The modules in order.</summary>
        public IEnumerator<T> GetEnumerator() => _modules.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private void Change(Action change)
        {
            change();
            Rename();
        }

        private void Rename()
        {
            ClearModules();
            for (var i = 0; i < Count; i++)
                register_module(Sequential.Numbered(i), _modules[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules in order, named by their places.</summary>
            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);

            /// <summary>Modules of one type in order, named by their places.</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
