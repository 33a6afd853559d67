using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>What padding layers share.</summary>
    public abstract class PadBase : ParameterLessModule<Tensor, Tensor>
    {
        private readonly PaddingModes _mode;

        /// <summary>Makes the layer.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="mode">What stands beyond the edge.</param>
        /// <param name="value">The constant, where it is one.</param>
        /// <param name="padding">How much before and after the last axis, before and after the last but one, and so on.</param>
        protected PadBase(string name, PaddingModes mode, double value, params long[] padding)
            : base(name) => (_mode, this.value, this.padding) = (mode, value, padding);

        /// <summary>The constant, where what stands beyond the edge is one.</summary>
        public double value { get; set; }

        /// <summary>How much before and after the last axis, before and after the last but one, and so on.</summary>
        public long[] padding { get; set; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, _mode, value);
    }

    /// <summary>Pads images with zeros.</summary>
    public sealed class ZeroPad2d : PadBase
    {
        internal ZeroPad2d(long[] padding)
            : base(nameof(ZeroPad2d), PaddingModes.Constant, 0, padding)
        {
        }
    }

    /// <summary>Pads lines with a constant.</summary>
    public sealed class ConstantPad1d : PadBase
    {
        internal ConstantPad1d(long[] padding, double value)
            : base(nameof(ConstantPad1d), PaddingModes.Constant, value, padding)
        {
        }
    }

    /// <summary>Pads images with a constant.</summary>
    public sealed class ConstantPad2d : PadBase
    {
        internal ConstantPad2d(long[] padding, double value)
            : base(nameof(ConstantPad2d), PaddingModes.Constant, value, padding)
        {
        }
    }

    /// <summary>Pads lines with their mirror image.</summary>
    public sealed class ReflectionPad1d : PadBase
    {
        internal ReflectionPad1d(long[] padding)
            : base(nameof(ReflectionPad1d), PaddingModes.Reflect, 0, padding)
        {
        }
    }

    /// <summary>Pads images with their mirror image.</summary>
    public sealed class ReflectionPad2d : PadBase
    {
        internal ReflectionPad2d(long[] padding)
            : base(nameof(ReflectionPad2d), PaddingModes.Reflect, 0, padding)
        {
        }
    }

    /// <summary>Pads lines with their edge.</summary>
    public sealed class ReplicationPad1d : PadBase
    {
        internal ReplicationPad1d(long[] padding)
            : base(nameof(ReplicationPad1d), PaddingModes.Replicate, 0, padding)
        {
        }
    }

    /// <summary>Pads images with their edge.</summary>
    public sealed class ReplicationPad2d : PadBase
    {
        internal ReplicationPad2d(long[] padding)
            : base(nameof(ReplicationPad2d), PaddingModes.Replicate, 0, padding)
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Pads images with zeros.</summary>
            /// <param name="padding">How much on every side.</param>
            public static ZeroPad2d ZeroPad2d(long padding) => new(Axes.Repeat(padding, 4));

            /// <summary>Pads images with zeros.</summary>
            /// <param name="padding">How much left, right, top and bottom.</param>
            public static ZeroPad2d ZeroPad2d((long, long, long, long) padding) => new(Axes.Of(padding));

            /// <summary>Pads lines with a constant.</summary>
            /// <param name="padding">How much on every side.</param>
            /// <param name="value">The constant.</param>
            public static ConstantPad1d ConstantPad1d(long padding, double value) => new(Axes.Repeat(padding, 2), value);

            /// <summary>Pads lines with a constant.</summary>
            /// <param name="padding">How much left and right.</param>
            /// <param name="value">The constant.</param>
            public static ConstantPad1d ConstantPad1d((long, long) padding, double value) => new(Axes.Of(padding), value);

            /// <summary>Pads images with a constant.</summary>
            /// <param name="padding">How much on every side.</param>
            /// <param name="value">The constant.</param>
            public static ConstantPad2d ConstantPad2d(long padding, double value) => new(Axes.Repeat(padding, 4), value);

            /// <summary>Pads images with a constant.</summary>
            /// <param name="padding">How much left, right, top and bottom.</param>
            /// <param name="value">The constant.</param>
            public static ConstantPad2d ConstantPad2d((long, long, long, long) padding, double value) => new(Axes.Of(padding), value);

            /// <summary>Pads lines with their mirror image.</summary>
            /// <param name="padding">How much on every side.</param>
            public static ReflectionPad1d ReflectionPad1d(long padding) => new(Axes.Repeat(padding, 2));

            /// <summary>Pads lines with their mirror image.</summary>
            /// <param name="padding">How much left and right.</param>
            public static ReflectionPad1d ReflectionPad1d((long, long) padding) => new(Axes.Of(padding));

            /// <summary>Pads images with their mirror image.</summary>
            /// <param name="padding">How much on every side.</param>
            public static ReflectionPad2d ReflectionPad2d(long padding) => new(Axes.Repeat(padding, 4));

            /// <summary>Pads images with their mirror image.</summary>
            /// <param name="padding">How much left, right, top and bottom.</param>
            public static ReflectionPad2d ReflectionPad2d((long, long, long, long) padding) => new(Axes.Of(padding));

            /// <summary>Pads lines with their edge.</summary>
            /// <param name="padding">How much on every side.</param>
            public static ReplicationPad1d ReplicationPad1d(long padding) => new(Axes.Repeat(padding, 2));

            /// <summary>Pads lines with their edge.</summary>
            /// <param name="padding">How much left and right.</param>
            public static ReplicationPad1d ReplicationPad1d((long, long) padding) => new(Axes.Of(padding));

            /// <summary>Pads images with their edge.</summary>
            /// <param name="padding">How much on every side.</param>
            public static ReplicationPad2d ReplicationPad2d(long padding) => new(Axes.Repeat(padding, 4));

            /// <summary>Pads images with their edge.</summary>
            /// <param name="padding">How much left, right, top and bottom.</param>
            public static ReplicationPad2d ReplicationPad2d((long, long, long, long) padding) => new(Axes.Of(padding));
        }
    }
}
