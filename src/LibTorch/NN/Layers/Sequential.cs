using System.Globalization;
using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules that apply one after the other.</summary>
    public class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        /// <summary>Names the modules.</summary>
        protected Sequential(params (string, torch.nn.Module<torch.Tensor, torch.Tensor>)[] modules)
            : this(modules.AsEnumerable())
        {
        }

        /// <summary>Names the modules <c>0</c>, <c>1</c> and so on.</summary>
        protected Sequential(params torch.nn.Module<torch.Tensor, torch.Tensor>[] modules)
            : this(modules.Select((module, index) => (Numbered(index), module)))
        {
        }

        internal Sequential(IEnumerable<(string Name, torch.nn.Module<torch.Tensor, torch.Tensor> Module)> modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
                register_module(name, module);
        }

        /// <summary>The number of modules.</summary>
        public int Count => Steps.Count();

        /// <summary>One of the modules.</summary>
        [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
        public torch.nn.IModule<torch.Tensor, torch.Tensor> this[int index] => Steps.ElementAt(index);

        private IEnumerable<torch.nn.Module<torch.Tensor, torch.Tensor>> Steps => children().Cast<torch.nn.Module<torch.Tensor, torch.Tensor>>();

        /// <summary>Adds a module, named by its number.</summary>
        /// <returns>The sequence itself.</returns>
        public Sequential append(torch.nn.IModule<torch.Tensor, torch.Tensor> module) => append(Numbered(Count), module);

        /// <summary>Adds a module.</summary>
        /// <returns>The sequence itself.</returns>
        public Sequential append(string name, torch.nn.IModule<torch.Tensor, torch.Tensor> module)
        {
            register_module(name, (torch.nn.Module<torch.Tensor, torch.Tensor>)module);
            return this;
        }

        /// <summary>Applies the modules one after the other; what is between them is disposed.</summary>
        public override torch.Tensor forward(torch.Tensor tensor)
        {
            var current = tensor;
            foreach (var step in Steps)
            {
                var next = step.call(current);
                if (!ReferenceEquals(current, tensor) && !ReferenceEquals(current, next))
                    current.Dispose();
                current = next;
            }
            return ReferenceEquals(current, tensor) ? tensor.alias() : current;
        }

        internal static string Numbered(int index) => index.ToString(CultureInfo.InvariantCulture);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>An empty sequence.</summary>
            public static Sequential Sequential() => Sequential((IEnumerable<Module<Tensor, Tensor>>)[]);

            /// <summary>Modules one after the other, named <c>0</c>, <c>1</c> and so on.</summary>
            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential(modules.AsEnumerable());

            /// <summary>Modules one after the other, named <c>0</c>, <c>1</c> and so on.</summary>
            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
                new(modules.Select((module, index) => (Modules.Sequential.Numbered(index), module)));

            /// <summary>Named modules one after the other.</summary>
            public static Sequential Sequential(params (string, Module<Tensor, Tensor>)[] modules) => new(modules.AsEnumerable());

            /// <summary>Named modules one after the other.</summary>
            public static Sequential Sequential(IEnumerable<(string, Module<Tensor, Tensor>)> modules) => new(modules);

            /// <summary>Named modules one after the other.</summary>
            public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) => Sequential(modules.AsEnumerable());

            /// <summary>Named modules one after the other.</summary>
            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
                new(modules.Select(module => (module.Item1, module.Item2)));
        }
    }
}
