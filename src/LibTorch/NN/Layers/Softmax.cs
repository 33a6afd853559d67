using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>The exponentials over an axis, divided by their sum.</summary>
    public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmax(long dim)
            : base(nameof(Softmax)) => this.dim = dim;

        /// <summary>The axis.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.softmax(tensor, dim);
    }

    /// <summary>The softmax over the channels of images, <c>[batch, channels, height, width]</c>, with or without the batch.</summary>
    public sealed class Softmax2d : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmax2d()
            : base(nameof(Softmax2d))
        {
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.softmax2d(tensor);
    }

    /// <summary>The softmax of the negated input.</summary>
    public sealed class Softmin : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmin(long dim)
            : base(nameof(Softmin)) => this.dim = dim;

        /// <summary>The axis.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.softmin(tensor, dim);
    }

    /// <summary>The logarithm of the softmax over an axis.</summary>
    public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSoftmax(long dim)
            : base(nameof(LogSoftmax)) => this.dim = dim;

        /// <summary>The axis.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.log_softmax(tensor, dim);
    }

    /// <summary>The first half of an axis times the logistic function of its second half.</summary>
    public sealed class GLU : ParameterLessModule<Tensor, Tensor>
    {
        internal GLU(long dim)
            : base(nameof(GLU)) => this.dim = dim;

        /// <summary>The axis.</summary>
        public long dim { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.glu(tensor, dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The exponentials over an axis, divided by their sum.</summary>
            /// <param name="dim">The axis.</param>
            public static Softmax Softmax(long dim) => new(dim);

            /// <summary>The softmax over the channels of images, <c>[batch, channels, height, width]</c>, with or without the batch.</summary>
            public static Softmax2d Softmax2d() => new();

            /// <summary>The softmax of the negated input.</summary>
            /// <param name="dim">The axis.</param>
            public static Softmin Softmin(long dim) => new(dim);

            /// <summary>The logarithm of the softmax over an axis.</summary>
            /// <param name="dim">The axis.</param>
            public static LogSoftmax LogSoftmax(long dim) => new(dim);

            /// <summary>The first half of an axis times the logistic function of its second half.</summary>
            /// <param name="dim">The axis.</param>
            public static GLU GLU(long dim = -1) => new(dim);
        }
    }
}
