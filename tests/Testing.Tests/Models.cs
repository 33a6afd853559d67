using static TorchSharp.torch;

namespace ModelDsl.Testing.Tests;

/// <summary>One layer.</summary>
[Model]
public partial class TinyModel
{
    /// <summary>The width.</summary>
    [Size(4)] public partial int Width { get; }

    /// <summary>Mixes two numbers.</summary>
    [Linear(nameof(Width)), Tanh]
    public partial Tensor Mix([Shape(2)] Tensor input);
}

/// <summary>Contains a model of the same name.</summary>
public partial class Outer
{
    /// <summary>One layer.</summary>
    [Model]
    public partial class TinyModel
    {
        /// <summary>Mixes two numbers.</summary>
        [Linear(3)]
        public partial Tensor Mix([Shape(2)] Tensor input);
    }
}
