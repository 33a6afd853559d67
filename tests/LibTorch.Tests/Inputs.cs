using System.Text.Json;

namespace ModelDsl.LibTorch.Tests;

/// <summary>The numbers that the operators of <see cref="OperatorTable"/> are applied to, as Golden/operators.py has them.</summary>
internal sealed class Inputs(JsonElement golden, ScalarType type)
{
    /// <summary>What is differentiated by.</summary>
    public Dictionary<string, Tensor> Leaves { get; } = [];

    public ScalarType Type => type;

    /// <summary>Two rows of three numbers of either sign.</summary>
    public Tensor A => Of("a");

    /// <inheritdoc cref="A"/>
    public Tensor B => Of("b");

    /// <summary>Two rows of three positive numbers.</summary>
    public Tensor P => Of("p");

    /// <summary>Two rows of three numbers between 0 and 1.</summary>
    public Tensor U => Of("u");

    /// <summary>A matrix.</summary>
    public Tensor M => Of("m");

    /// <summary>A symmetric positive definite matrix.</summary>
    public Tensor S => Of("s");

    /// <summary>A vector of three numbers.</summary>
    public Tensor V => Of("v");

    /// <inheritdoc cref="V"/>
    public Tensor W => Of("w");

    /// <summary>Two matrices of two rows and three columns.</summary>
    public Tensor C => Of("c");

    /// <summary>Two matrices of three rows and two columns.</summary>
    public Tensor D => Of("d");

    /// <summary>Two square matrices.</summary>
    public Tensor E => Of("e");

    /// <summary>Numbers of which some are zero.</summary>
    public Tensor Z => Of("z");

    /// <summary>Ascending numbers between 0 and 1.</summary>
    public Tensor Q => Of("q");

    /// <summary>Two rows of three integers.</summary>
    public Tensor N => Of("n");

    /// <inheritdoc cref="N"/>
    public Tensor K => Of("k");

    /// <summary>Three places along an axis of three.</summary>
    public Tensor J => Of("j");

    /// <summary>Two rows of three places along an axis of two.</summary>
    public Tensor L => Of("l");

    /// <summary>An order of three places.</summary>
    public Tensor O => Of("o");

    /// <summary>Two rows of three truth values.</summary>
    public Tensor Mask => Of("mask");

    private Tensor Of(string name)
    {
        if (Leaves.TryGetValue(name, out var leaf))
            return leaf;
        var (shape, numbers) = Parse(golden.GetProperty("inputs").GetProperty(name));
        if (numbers[0].ValueKind is JsonValueKind.True or JsonValueKind.False)
            return tensor(numbers.Select(number => number.GetBoolean()).ToArray(), shape);
        if (!numbers[0].GetRawText().Contains('.'))
            return tensor(numbers.Select(number => number.GetInt64()).ToArray(), shape);
        var real = tensor(numbers.Select(number => number.GetDouble()).ToArray(), shape, type);
        return golden.GetProperty("constants").EnumerateArray().Any(constant => constant.GetString() == name)
            ? real
            : Leaves[name] = real.requires_grad_();
    }

    private static (long[] Shape, JsonElement[] Numbers) Parse(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
            return ([], [element]);
        var parts = element.EnumerateArray().Select(Parse).ToArray();
        return ([parts.Length, .. parts[0].Shape], [.. parts.SelectMany(part => part.Numbers)]);
    }
}
