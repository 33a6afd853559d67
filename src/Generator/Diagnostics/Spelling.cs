namespace ModelDsl.Generator.Diagnostics;

/// <summary>Finds the known name that a user means: by another library's name, as an abbreviation, or misspelled.</summary>
internal static class Spelling
{
    private static readonly Dictionary<string, string> s_synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Dense"] = "Linear",
        ["FullyConnected"] = "Linear",
        ["Swish"] = "SiLU",
        ["Normal"] = "Gaussian",
        ["BatchNormalization"] = "BatchNorm2d",
        ["LayerNormalization"] = "LayerNorm",
        ["GroupNormalization"] = "GroupNorm",
        ["AveragePooling1D"] = "AvgPool1d",
        ["AveragePooling2D"] = "AvgPool2d",
        ["AveragePooling3D"] = "AvgPool3d",
        ["UpSampling1D"] = "Upsample",
        ["UpSampling2D"] = "Upsample",
        ["UpSampling3D"] = "Upsample",
        ["ZeroPadding2D"] = "ZeroPad2d",
        ["SpatialDropout2D"] = "Dropout2d",
        ["Concatenate"] = "Concat",
        ["Cat"] = "Concat",
        ["View"] = "Reshape",
        ["BinaryCrossEntropy"] = "Bernoulli",
        ["Bernoulli"] = "BinaryCrossEntropy",
        ["MeanSquaredError"] = "Gaussian",
        ["Gaussian"] = "MeanSquaredError",
    };

    /// <summary>The name; null if none is near.</summary>
    public static string? Nearest(string name, IReadOnlyCollection<string> known)
    {
        // Most models are of images, so of Conv1d, Conv2d and Conv3d the second is meant.
        var ordered = known.OrderByDescending(candidate => candidate.EndsWith("2d", StringComparison.Ordinal)).ToList();
        return Synonym(name, ordered)
            ?? ordered.Find(candidate => string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase))
            ?? ordered.Find(candidate => IsAbbreviation(name, candidate))
            ?? Suggestion.Nearest(name, ordered);
    }

    private static string? Synonym(string name, List<string> known) =>
        s_synonyms.TryGetValue(name, out var meant) && known.Contains(meant) ? meant : null;

    /// <summary>True for a beginning, as Conv of Conv2d, and for initials, as Mse and MSELoss of MeanSquaredError.</summary>
    private static bool IsAbbreviation(string name, string candidate)
    {
        const string suffix = "Loss";
        var initials = string.Concat(candidate.Where(char.IsUpper));
        return name.Length > 2 && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)
            || initials.Length > 2 && (Is(name) || name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && Is(name.Substring(0, name.Length - suffix.Length)));

        bool Is(string text) => string.Equals(text, initials, StringComparison.OrdinalIgnoreCase);
    }
}
