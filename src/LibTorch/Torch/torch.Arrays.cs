using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor without axes that holds a truth value.</summary>
    public static Tensor tensor(bool scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], @bool, dtype, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], @bool, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), @bool, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], @bool, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(bool[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), @bool, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(bool[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), @bool, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(bool[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), @bool, dtype, device, requires_grad, names);

    /// <summary>A tensor without axes that holds a number.</summary>
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], uint8, null, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], uint8, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        byte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), uint8, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], uint8, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(byte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), uint8, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(byte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), uint8, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(byte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), uint8, dtype, device, requires_grad, names);

    /// <summary>A tensor without axes that holds a number.</summary>
    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], int8, null, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], int8, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        sbyte[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), int8, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], int8, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(sbyte[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int8, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(sbyte[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int8, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(sbyte[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int8, dtype, device, requires_grad, names);

    /// <summary>A tensor without axes that holds a number.</summary>
    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], int16, null, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], int16, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        short[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), int16, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], int16, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(short[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int16, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(short[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int16, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(short[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int16, dtype, device, requires_grad, names);

    /// <summary>A tensor without axes that holds a number.</summary>
    public static Tensor tensor(int scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], int32, null, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], int32, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        int[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), int32, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], int32, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(int[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int32, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(int[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int32, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(int[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int32, dtype, device, requires_grad, names);

    /// <summary>A tensor without axes that holds a number.</summary>
    public static Tensor tensor(long scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], int64, dtype, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(dataArray, [dataArray.Length], int64, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(dataArray, dimensions.ToArray(), int64, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], int64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(long[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(long[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(long[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), int64, dtype, device, requires_grad, names);

    /// <summary>A tensor without axes that holds a number.</summary>
    public static Tensor tensor(float scalar, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], float32, null, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], float32, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), float32, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], float32, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(float[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), float32, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(float[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), float32, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(float[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), float32, dtype, device, requires_grad, names);

    /// <summary>A tensor without axes that holds a number.</summary>
    public static Tensor tensor(double scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromArray(new[] { scalar }, [], float64, dtype, device, requires_grad);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, [rawArray.Length], float64, dtype, device, requires_grad, names);

    /// <summary>A tensor of a shape with a copy of an array.</summary>
    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false,
        string[]? names = null) =>
        FromArray(rawArray, dimensions.ToArray(), float64, dtype, device, requires_grad, names);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray.ToArray(), [rawArray.Count], float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(double[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(double[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array, in its shape.</summary>
    public static Tensor tensor(double[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), float64, dtype, device, requires_grad, names);

    /// <summary>A tensor with a copy of an array of numbers or truth values of any rank, in its shape.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <summary>A tensor with a copy of an array of numbers or truth values of any rank, in its shape.</summary>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, Shape(rawArray), ElementTypes.Of(rawArray.GetType().GetElementType()!), dtype, device, requires_grad, names);

    /// <summary>The tensor itself where it has that type and lies on that device, or a copy.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? data.device);

    /// <summary>A tensor with a copy of an array of numbers or truth values of any rank, in its shape.</summary>
    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<bool> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<byte> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<sbyte> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<short> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<int> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<long> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<float> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of a list.</summary>
    public static Tensor as_tensor(IList<double> rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>A vector with a copy of an array.</summary>
    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    private static long[] Shape(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        var shape = new long[array.Rank];
        for (var axis = 0; axis < shape.Length; axis++)
            shape[axis] = array.GetLongLength(axis);
        return shape;
    }

    private static Tensor FromArray(
        Array data, long[] shape, ScalarType natural, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        var tensor = empty(shape, natural);
        var bytes = tensor.bytes;
        var size = data.LongLength * tensor.ElementSize;
        if (size != bytes.Length)
        {
            tensor.Dispose();
            throw new ArgumentException($"An array of {data.LongLength} elements does not fill the shape [{string.Join(", ", shape)}].", nameof(data));
        }
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(data), bytes.Length).CopyTo(bytes);
        if ((dtype ?? natural) != natural || device is { type: not DeviceType.CPU })
        {
            using var copied = tensor;
            tensor = copied.to(dtype ?? natural, device ?? CPU);
        }
        return Finish(tensor, requires_grad, names);
    }
}
