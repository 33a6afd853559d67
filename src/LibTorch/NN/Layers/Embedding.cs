using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A table of vectors that are looked up by number.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly EmbeddingOptions _options;

        internal Embedding(Parameter weight, EmbeddingOptions options)
            : base(nameof(Embedding))
        {
            _options = options;
            this.weight = weight;
            weight.DetachFromDisposeScope();
            register_parameter(nameof(weight), weight);
        }

        /// <summary>The vectors, <c>[numbers, length]</c>.</summary>
        public Parameter weight { get; }

        /// <summary>The vectors of the numbers, in a new last axis.</summary>
        public override Tensor forward(Tensor input)
        {
            if (_options.MaxNorm is { } bound)
            {
                using var _ = no_grad();
                Op.Renorm_.Call(weight, input, bound, _options.NormType);
            }
            return Op.Embedding.Tensor(weight, input, _options.Padding ?? -1, _options.ScaleByFrequency, _options.Sparse);
        }
    }

    /// <summary>How an embedding is looked up; the padding's number is not negative.</summary>
    internal sealed record EmbeddingOptions(long? Padding, double? MaxNorm, double NormType, bool ScaleByFrequency, bool Sparse)
    {
        /// <exception cref="ArgumentException">The padding's number is none of the table's.</exception>
        public static EmbeddingOptions Of(long count, long? padding, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse) =>
            padding < -count || padding >= count
                ? throw new ArgumentException("Padding_idx must be within num_embeddings", nameof(padding))
                : new(padding < 0 ? padding + count : padding, max_norm, norm_type, scale_grad_by_freq, sparse);
    }

    file static class Op
    {
        public static readonly Operator Embedding = new("embedding(weight, indices, padding_idx, scale_grad_by_freq, sparse)");
        public static readonly Operator Renorm_ = new("embedding_renorm_(self, indices, max_norm, norm_type)");
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table of vectors that are looked up by number, standard normal at first.</summary>
            /// <param name="num_embeddings">How many vectors.</param>
            /// <param name="embedding_dims">Their length.</param>
            /// <param name="padding_idx">The number whose vector is zero and is not learned; negative ones count from the end.</param>
            /// <param name="max_norm">The norm to which longer vectors are scaled when they are looked up.</param>
            /// <param name="norm_type">Which norm: 2 for the Euclidean.</param>
            /// <param name="scale_grad_by_freq">Divide a vector's gradient by how often it is looked up in the batch?</param>
            /// <param name="sparse">Is the gradient sparse?</param>
            /// <param name="device">Where the vectors lie.</param>
            /// <param name="dtype">Their type.</param>
            /// <exception cref="ArgumentException">The padding's number is none of the table's.</exception>
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var options = EmbeddingOptions.Of(num_embeddings, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                var weight = new Parameter(empty(num_embeddings, embedding_dims, dtype, device));
                init.normal_(weight);
                if (options.Padding is { } row)
                {
                    using var _ = no_grad();
                    using var padding = weight[row];
                    padding.zero_();
                }
                return new(weight, options);
            }

            /// <summary>A table of given vectors.</summary>
            /// <param name="embeddings">The vectors, <c>[numbers, length]</c>; they are copied.</param>
            /// <param name="freeze">Are they kept as they are?</param>
            /// <param name="padding_idx">The number whose vector is not learned; negative ones count from the end.</param>
            /// <param name="max_norm">The norm to which longer vectors are scaled when they are looked up.</param>
            /// <param name="norm_type">Which norm: 2 for the Euclidean.</param>
            /// <param name="scale_grad_by_freq">Divide a vector's gradient by how often it is looked up in the batch?</param>
            /// <param name="sparse">Is the gradient sparse?</param>
            /// <param name="device">Where the vectors lie.</param>
            /// <param name="dtype">Their type.</param>
            /// <exception cref="ArgumentException">The padding's number is none of the table's.</exception>
            public static Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                var options = EmbeddingOptions.Of(embeddings.size(0), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
                using var values = embeddings.detach();
                using var converted = values.to(dtype ?? embeddings.dtype, device ?? embeddings.device);
                return new(new Parameter(converted.clone(), requires_grad: !freeze), options);
            }
        }
    }
}
