using ModelDsl.Generator.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Generator.Tests.Equivalence;

/// <summary>Hand-written versions of the models of these tests: skip connections, shared weights, submodels.</summary>
internal static class HandWrittenModels
{
    public static IReadOnlyDictionary<string, Func<HandWritten>> All { get; } = new Dictionary<string, Func<HandWritten>>
    {
        ["Vae"] = HandWrittenArchitectures.Vae,
        ["Avae"] = HandWrittenArchitectures.Avae,
        ["ResidualNet"] = () => new Residual(),
        ["TiedAutoencoder"] = () => new Tied(),
        ["Composed"] = () => new Composition(),
    };

    /// <summary>Two residual blocks, joined with their input.</summary>
    private sealed class Residual : HandWritten
    {
        public Residual() : base(("Classify", new HandWritten(
            ("0", Conv2d(1, 16, 3, stride: 2, padding: 1)),
            ("2", Conv2d(16, 16, 3, padding: 1)), ("3", BatchNorm2d(16)),
            ("6", Conv2d(16, 16, 3, padding: 1)), ("7", BatchNorm2d(16)),
            ("10", Conv2d(16, 8, 1)), ("15", Dropout(0.2)), ("16", Linear(24, 10)))))
        {
            foreach (var (name, weight) in named_parameters())
            {
                if (weight.dim() > 1)
                    init.kaiming_normal_(weight, nonlinearity: init.NonlinearityType.ReLU);
                else if (!name.StartsWith("Classify.3.", StringComparison.Ordinal) && !name.StartsWith("Classify.7.", StringComparison.Ordinal))
                    init.zeros_(weight);
            }
        }

        public override Tensor[] Run(string stage, Tensor input)
        {
            var layers = (HandWritten)Part(stage);
            var start = functional.relu(Apply("0", input));
            var x = start + functional.relu(Apply("3", Apply("2", start)));
            x += functional.relu(Apply("7", Apply("6", x)));
            x = cat([functional.relu(Apply("10", x)), start], 1).mean([2, 3]);
            return [functional.log_softmax(Apply("16", Apply("15", x)), 1)];

            Tensor Apply(string layer, Tensor x) => layers.Run(layer, x)[0];
        }
    }

    /// <summary>A decoder with the encoder's weights and separate biases.</summary>
    private sealed class Tied() : HandWritten(
        ("Encode", Sequential(Conv2d(1, 8, 3, stride: 2, padding: 1), ReLU(), Flatten(), Linear(1568, 32))),
        ("Decode", new HandWritten(("0", new Bias(1568)), ("3", new Bias(1)))))
    {
        public override Tensor[] Run(string stage, Tensor input)
        {
            if (stage == "Encode")
                return base.Run(stage, input);
            var weights = state_dict();
            var x = functional.relu(functional.linear(input, weights["Encode.3.weight"].t(), weights["Decode.0.bias"])).reshape(-1, 8, 14, 14);
            return [sigmoid(functional.conv_transpose2d(x, weights["Encode.0.weight"], weights["Decode.3.bias"], [2, 2], [1, 1], [1, 1]))];
        }
    }

    /// <summary>A submodel, and stages that run other stages.</summary>
    private sealed class Composition() : HandWritten(
        ("_own", Linear(6, 6)),
        ("Body", new HandWritten(("Encode", HandWrittenArchitectures.Encoder(5)), ("Decode", HandWrittenArchitectures.Decoder(5)))),
        ("Run", new HandWritten(("1", Linear(784, 6)), ("3", new Halving()))),
        ("Score", new HandWritten(("1", Linear(3, 2)))))
    {
        public override Tensor[] Run(string stage, Tensor input) => stage switch
        {
            "Double" => [Pass("_own", input) * 2],
            "Run" => Inside("Run", "3", Run("Double", Inside("Run", "1", Inside("Body", "Decode", input)[0])[0])[0]),
            _ => Inside("Score", "1", Run("Run", input)[0]),
        };

        private Tensor[] Inside(string part, string layer, Tensor input) => ((HandWritten)Part(part)).Run(layer, input);
    }

    /// <summary>A bias for a transpose, which starts at zero.</summary>
    private sealed class Bias : Module
    {
        public Bias(long length) : base(nameof(Bias)) => register_parameter("bias", Parameter(zeros(length)));
    }
}
