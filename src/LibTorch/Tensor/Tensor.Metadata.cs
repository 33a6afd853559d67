using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The length of each axis.</summary>
        public long[] shape
        {
            get
            {
                var result = new long[ndim];
                mdl_tensor_sizes(Native, result, result.Length);
                return result;
            }
        }

        /// <summary>The number of axes.</summary>
        public long ndim => mdl_tensor_dim(Native);

        /// <summary>The number of axes.</summary>
        public long Dimensions => ndim;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => mdl_tensor_numel(Native);

        /// <summary>Bytes an element.</summary>
        public long ElementSize => ElementTypes.Size(dtype);

        /// <summary>The type of the elements.</summary>
        public ScalarType dtype => mdl_tensor_dtype(Native);

        /// <summary>Where the data lie.</summary>
        public Device device => Device.FromBits(mdl_tensor_device(Native));

        /// <summary>The kind of device where the data lie.</summary>
        public DeviceType device_type => device.type;

        /// <summary>Which of its kind; -1 for the processor.</summary>
        public int device_index => device.index;

        /// <summary>Do the data lie on a CUDA device?</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>The number of axes.</summary>
        public long dim() => ndim;

        /// <summary>The number of elements.</summary>
        public long numel() => NumberOfElements;

        /// <summary>Bytes an element.</summary>
        public long element_size() => ElementSize;

        /// <summary>The length of each axis.</summary>
        public long[] size() => shape;

        /// <summary>The length of an axis; negative ones count from the end.</summary>
        public long size(int dim)
        {
            var sizes = shape;
            return sizes[dim < 0 ? sizes.Length + dim : dim];
        }

        /// <summary>How many elements apart the neighbours along each axis are in memory.</summary>
        public long[] stride()
        {
            var result = new long[ndim];
            mdl_tensor_strides(Native, result, result.Length);
            return result;
        }

        /// <summary>Are the elements in order in memory?</summary>
        public bool is_contiguous() => mdl_tensor_is_contiguous(Native) != 0;

        /// <summary>How many elements apart the neighbours along an axis are in memory.</summary>
        public long stride(int dim)
        {
            var strides = stride();
            return strides[dim < 0 ? strides.Length + dim : dim];
        }

        /// <summary>Do the data lie in the processor's memory?</summary>
        public bool is_cpu() => device_type == DeviceType.CPU;

        /// <summary>Are the elements real numbers?</summary>
        public bool is_floating_point() => torch.is_floating_point(dtype);

        /// <summary>Are the elements integers or truth values?</summary>
        public bool is_integral() => torch.is_integral(dtype);

        /// <summary>Is the only element other than zero?</summary>
        public bool is_nonzero() => ToScalar().ToBoolean();
    }
}
