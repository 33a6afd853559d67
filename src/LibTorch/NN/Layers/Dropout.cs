using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>In training, each element is zero with probability p, and is divided by 1 − p otherwise.</summary>
    public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout(double p, bool inplace)
            : base(nameof(Dropout)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability to be dropped.</summary>
        public double p { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
    }

    /// <summary>Drops whole channels of lines, <c>[batch, channels, length]</c>, in training.</summary>
    public sealed class Dropout1d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout1d(double p, bool inplace)
            : base(nameof(Dropout1d)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability to be dropped.</summary>
        public double p { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.dropout1d(tensor, p, training, inplace);
    }

    /// <summary>Drops whole channels of images, <c>[batch, channels, height, width]</c>, in training.</summary>
    public sealed class Dropout2d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout2d(double p, bool inplace)
            : base(nameof(Dropout2d)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability to be dropped.</summary>
        public double p { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.dropout2d(input, p, training, inplace);
    }

    /// <summary>Drops whole channels of volumes, <c>[batch, channels, depth, height, width]</c>, in training.</summary>
    public sealed class Dropout3d : ParameterLessModule<Tensor, Tensor>
    {
        internal Dropout3d(double p, bool inplace)
            : base(nameof(Dropout3d)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability to be dropped.</summary>
        public double p { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.dropout3d(input, p, training, inplace);
    }

    /// <summary>Dropout that keeps mean and variance after a scaled exponential linear unit, in training.</summary>
    public sealed class AlphaDropout : ParameterLessModule<Tensor, Tensor>
    {
        internal AlphaDropout(double p, bool inplace)
            : base(nameof(AlphaDropout)) => (this.p, this.inplace) = (p, inplace);

        /// <summary>The probability to be dropped.</summary>
        public double p { get; set; }

        /// <summary>Does the layer write to its input?</summary>
        public bool inplace { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor tensor) => nn.functional.alpha_dropout(tensor, p, training, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>In training, each element is zero with probability p, and is divided by 1 − p otherwise.</summary>
            /// <param name="p">The probability to be dropped.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>Drops whole channels of lines, <c>[batch, channels, length]</c>, in training.</summary>
            /// <param name="p">The probability to be dropped.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>Drops whole channels of images, <c>[batch, channels, height, width]</c>, in training.</summary>
            /// <param name="p">The probability to be dropped.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>Drops whole channels of volumes, <c>[batch, channels, depth, height, width]</c>, in training.</summary>
            /// <param name="p">The probability to be dropped.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static Dropout3d Dropout3d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>Dropout that keeps mean and variance after a scaled exponential linear unit, in training.</summary>
            /// <param name="p">The probability to be dropped.</param>
            /// <param name="inplace">Does the layer write to its input?</param>
            public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}
