using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>Finds the tensors of a model in a file, before any of them is read.</summary>
internal static class WeightsMatch
{
    private const int Shown = 3;

    /// <summary>The tensors to read, by the model's names.</summary>
    /// <exception cref="CodedException">The file has other tensors than the model.</exception>
    public static Dictionary<string, TensorEntry> Of(nn.Module model, string path, IReadOnlyList<TensorEntry> tensors, LoadOptions options)
    {
        var expected = model.state_dict();
        var found = Rename(model, path, tensors, options);
        var missing = options.Strict ? expected.Keys.Where(name => !found.ContainsKey(name)).ToList() : [];
        var unknown = options.Strict ? found.Keys.Where(name => !expected.ContainsKey(name)).ToList() : [];
        var different = expected.Where(pair => found.ContainsKey(pair.Key))
            .Select(pair => Difference(pair.Key, found[pair.Key], pair.Value)).OfType<string>().ToList();
        if (!options.Strict && !expected.Keys.Any(found.ContainsKey))
            throw Mismatch(model, path, "they have no tensor in common", Advice([.. expected.Keys], [.. found.Keys], tensors));

        List<string> problems =
        [
            .. missing.Select(name => $"'{name}' is missing").Take(Shown),
            .. unknown.Select(name => $"'{name}' is not a tensor of the model").Take(Shown),
            .. different.Take(Shown),
        ];
        if (problems.Count == 0)
            return found.Where(pair => expected.ContainsKey(pair.Key)).ToDictionary();
        var rest = missing.Count + unknown.Count + different.Count - problems.Count;
        throw Mismatch(model, path, string.Join(", ", problems) + (rest > 0 ? $", and {rest} more" : ""), Advice(missing, unknown, tensors));
    }

    private static Dictionary<string, TensorEntry> Rename(nn.Module model, string path, IReadOnlyList<TensorEntry> tensors, LoadOptions options)
    {
        var found = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        foreach (var tensor in tensors.Where(tensor => tensor.Name.StartsWith(options.Prefix, StringComparison.Ordinal)))
        {
            var name = tensor.Name[options.Prefix.Length..];
            name = options.Rename?.Invoke(name) ?? name;
            if (!found.TryAdd(name, tensor))
                throw Mismatch(model, path, $"'{found[name].Name}' and '{tensor.Name}' are both renamed to '{name}'", "Change Rename.");
        }

        return found;
    }

    private static string? Difference(string name, TensorEntry found, Tensor expected) =>
        !found.Shape.SequenceEqual(expected.shape) ? $"'{name}' is [{string.Join(", ", found.Shape)}] and not [{string.Join(", ", expected.shape)}]"
        : !CanConvert(found.Type.Scalar, expected.dtype) ? $"'{name}' is {found.Type.Scalar} and not {expected.dtype}"
        : null;

    // Floating point values, such as those of a file in half precision, are rounded to the model's type.
    private static bool CanConvert(ScalarType from, ScalarType to) => from == to || is_floating_point(from) && is_floating_point(to);

    private static string Advice(List<string> missing, List<string> unknown, IReadOnlyList<TensorEntry> tensors)
    {
        if (missing.Count == 0 || unknown.Count == 0)
            return "Load the weights of the same architecture and sizes.";
        var names = tensors.Select(tensor => tensor.Name).ToHashSet();
        var prefix = names.Where(name => name.EndsWith(missing[0], StringComparison.Ordinal)).Select(name => name[..^missing[0].Length])
            .FirstOrDefault(prefix => prefix != "" && missing.All(name => names.Contains(prefix + name)));
        return prefix is not null
            ? $"Pass new LoadOptions {{ Prefix = \"{prefix}\" }}."
            : $"The model needs '{missing[0]}', …, '{missing[^1]}', and the file has '{unknown[0]}', …, '{unknown[^1]}'. Load the weights of the same architecture, or map the names with LoadOptions.Rename.";
    }

    private static CodedException Mismatch(nn.Module model, string path, string problems, string advice) =>
        new(ErrorCodes.WeightsMismatch, $"{path} does not fit {model.GetName()}: {problems}. {advice}");
}
