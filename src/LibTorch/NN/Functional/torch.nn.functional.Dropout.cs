namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>In training, each element is zero with probability p, and is divided by 1 − p otherwise.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Op.Dropout.Tensor(inplace, input, p, training);

            /// <summary>Drops whole channels of lines, <c>[batch, channels, length]</c>, with or without the batch.</summary>
            public static Tensor dropout1d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                DropChannels(input, batched: input.dim() != 2, p, training, inplace);

            /// <summary>Drops whole channels of images, <c>[batch, channels, height, width]</c>.</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                Op.FeatureDropout.Tensor(inplace, input, p, training);

            /// <summary>Drops whole channels of volumes, <c>[batch, channels, depth, height, width]</c>, with or without the batch.</summary>
            public static Tensor dropout3d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                DropChannels(input, batched: input.dim() != 4, p, training, inplace);

            /// <summary>Dropout that keeps mean and variance after a scaled exponential linear unit (Klambauer et al. 2017, arXiv:1706.02515).</summary>
            public static Tensor alpha_dropout(Tensor input, double p = 0.5, bool training = false, bool inplace = false) =>
                Op.AlphaDropout.Tensor(inplace, input, p, training);

            private static Tensor DropChannels(Tensor input, bool batched, double p, bool training, bool inplace)
            {
                if (batched)
                    return Op.FeatureDropout.Tensor(inplace, input, p, training);
                using var batch = input.unsqueeze(0);
                using var dropped = Op.FeatureDropout.Tensor(inplace, batch, p, training);
                return dropped.squeeze(0);
            }
        }
    }
}

file static class Op
{
    public static readonly TwinOperator Dropout = new("dropout", "input, p, train");
    public static readonly TwinOperator FeatureDropout = new("feature_dropout", "input, p, train");
    public static readonly TwinOperator AlphaDropout = new("alpha_dropout", "input, p, train");
}
