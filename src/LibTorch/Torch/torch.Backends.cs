using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Settings of the libraries that libtorch computes with; they hold for the process.</summary>
    public static class backends
    {
        /// <summary>CUDA's own libraries.</summary>
        public static class cuda
        {
            /// <summary>Matrix products, which cuBLAS computes.</summary>
            public static class matmul
            {
                /// <summary>May the factors of single-precision products be rounded to TF32, with 10 bits of fraction?</summary>
                public static bool allow_tf32
                {
                    get => mdl_allow_tf32_matmul() != 0;
                    set => mdl_set_allow_tf32_matmul(value ? 1 : 0).Check();
                }
            }
        }

        /// <summary>NVIDIA's library of convolutions.</summary>
        public static class cudnn
        {
            /// <summary>May the factors of single-precision convolutions be rounded to TF32, with 10 bits of fraction?</summary>
            public static bool allow_tf32
            {
                get => mdl_allow_tf32_cudnn() != 0;
                set => mdl_set_allow_tf32_cudnn(value ? 1 : 0).Check();
            }
        }
    }
}
