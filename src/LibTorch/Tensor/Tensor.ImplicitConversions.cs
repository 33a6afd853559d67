namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(Scalar scalar) => full([], scalar, scalar.Type == ScalarType.Float64 ? get_default_dtype() : scalar.Type);

        /// <summary>A tensor without axes that holds a truth value.</summary>
        public static implicit operator Tensor(bool value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(bool[] value) => tensor(value);

        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(byte value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(byte[] value) => tensor(value);

        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(sbyte value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(sbyte[] value) => tensor(value);

        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(short value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(short[] value) => tensor(value);

        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(int value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(int[] value) => tensor(value);

        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(long value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(long[] value) => tensor(value);

        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(float value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(float[] value) => tensor(value);

        /// <summary>A tensor without axes that holds a number.</summary>
        public static implicit operator Tensor(double value) => tensor(value);

        /// <summary>A vector with a copy of an array.</summary>
        public static implicit operator Tensor(double[] value) => tensor(value);
    }
}
