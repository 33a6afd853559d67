namespace ModelDsl.Generator.Diagnostics;

/// <summary>The argument names of PyTorch and Keras that differ from the names here by more than their spelling.</summary>
internal static class ForeignNames
{
    /// <summary>An argument that is not written here, because it is inferred or has no counterpart.</summary>
    public const string Dropped = "";

    /// <summary>The names without underscores, in lower case. Of several meanings, the layer has one.</summary>
    private static readonly Dictionary<string, string[]> s_arguments = new()
    {
        ["infeatures"] = [Dropped],
        ["inchannels"] = [Dropped],
        ["numfeatures"] = [Dropped],
        ["numchannels"] = [Dropped],
        ["numparameters"] = [Dropped],
        ["normalizedshape"] = [Dropped],
        ["inputshape"] = [Dropped],
        ["inputs"] = [Dropped],
        ["inplace"] = [Dropped],
        ["device"] = [Dropped],
        ["dtype"] = [Dropped],
        ["dataformat"] = [Dropped],
        ["name"] = [Dropped],
        ["outfeatures"] = ["features"],
        ["units"] = ["features"],
        ["embeddingdim"] = ["features"],
        ["outputdim"] = ["features"],
        ["numembeddings"] = ["count"],
        ["inputdim"] = ["count", Dropped],
        ["outchannels"] = ["channels"],
        ["filters"] = ["channels"],
        ["kernelsize"] = ["kernel"],
        ["poolsize"] = ["kernel"],
        ["size"] = ["scale"],
        ["scalefactor"] = ["scale"],
        ["upscalefactor"] = ["factor"],
        ["interpolation"] = ["mode"],
        ["default"] = ["value"],
        ["outputsize"] = ["output"],
        ["numgroups"] = ["groups"],
        ["strides"] = ["stride"],
        ["dilationrate"] = ["dilation"],
        ["usebias"] = ["bias"],
        ["epsilon"] = ["eps"],
        ["rate"] = ["p"],
        ["alpha"] = ["negativeslope"],
        ["dim"] = ["axis"],
        ["minval"] = ["min"],
        ["maxval"] = ["max"],
        ["startdim"] = [Dropped],
        ["enddim"] = [Dropped],
    };

    private static readonly Dictionary<string, string> s_activations = new()
    {
        ["relu"] = "ReLU",
        ["sigmoid"] = "Sigmoid",
        ["tanh"] = "Tanh",
        ["softmax"] = "Softmax",
        ["leakyrelu"] = "LeakyReLU",
        ["elu"] = "ELU",
        ["selu"] = "SELU",
        ["gelu"] = "GELU",
        ["silu"] = "SiLU",
        ["swish"] = "SiLU",
        ["mish"] = "Mish",
        ["softplus"] = "Softplus",
        ["softsign"] = "Softsign",
        ["linear"] = Dropped,
    };

    /// <summary>Layers of Keras and PyTorch that are written in another way.</summary>
    private static readonly Dictionary<string, string> s_advice = new()
    {
        ["input"] = "Remove it: [Shape] before the type of the stage's parameter states the shape.",
        ["inputlayer"] = "Remove it: [Shape] before the type of the stage's parameter states the shape.",
        ["activation"] = "Write the activation as a layer, such as ReLU.",
        ["lambda"] = "Write a method with [Shape] on its parameter and its return value, and run it with [Call(nameof(...))].",
        ["sequential"] = "The attributes of a stage are already applied in their order: remove it.",
        ["globalaveragepooling1d"] = "Write AdaptiveAvgPool1d(1), Flatten.",
        ["globalaveragepooling2d"] = "Write AdaptiveAvgPool2d(1), Flatten.",
        ["globalaveragepooling3d"] = "Write AdaptiveAvgPool3d(1), Flatten.",
        ["globalavgpool2d"] = "Write AdaptiveAvgPool2d(1), Flatten.",
    };

    /// <summary>The advice for the name of a layer that is written in another way; null if it has none.</summary>
    public static string? Advice(string layer) => s_advice.TryGetValue(Plain(layer), out var advice) ? advice : null;

    /// <summary>A name without underscores, in lower case.</summary>
    public static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    /// <summary>The argument that a name means: one that the layer has, or <see cref="Dropped"/>; null if unknown.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="own">The layer's arguments.</param>
    public static string? Find(string name, IReadOnlyCollection<string> own)
    {
        string[] meanings = s_arguments.TryGetValue(Plain(name), out var others) ? [Plain(name), .. others] : [Plain(name)];
        return meanings.Select(meaning => meaning == Dropped ? Dropped : own.FirstOrDefault(argument => Plain(argument) == meaning)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The layer of an activation that is an argument in Keras; <see cref="Dropped"/> for none, null if unknown.</summary>
    public static string? Activation(string name) => s_activations.TryGetValue(Plain(name), out var layer) ? layer : null;
}
