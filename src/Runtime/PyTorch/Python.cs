using System.Globalization;
using System.Text;

namespace ModelDsl.PyTorch;

/// <summary>Values and names as Python code.</summary>
internal static class Python
{
    private static readonly HashSet<string> s_keywords =
    [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "None", "True", "False",
    ];

    /// <summary>The names that generated methods use.</summary>
    private static readonly HashSet<string> s_used = ["self", "torch", "nn", "F"];

    /// <summary>The members of <c>nn.Module</c> that a stage could hide.</summary>
    private static readonly HashSet<string> s_members =
    [
        "forward", "train", "eval", "training", "apply", "to", "type", "half", "float", "double", "bfloat16", "cuda", "cpu", "xpu", "ipu", "share_memory",
        "parameters", "named_parameters", "buffers", "named_buffers", "modules", "named_modules", "children", "named_children", "state_dict",
        "load_state_dict", "zero_grad", "requires_grad_", "register_buffer", "register_parameter", "register_module", "add_module", "extra_repr",
        "get_parameter", "get_buffer", "get_submodule", "compile", "to_empty", "dump_patches", "call_super_init",
    ];

    public static string Of(bool value) => value ? "True" : "False";

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(double value) => value switch
    {
        double.PositiveInfinity => "float(\"inf\")",
        double.NegativeInfinity => "float(\"-inf\")",
        _ when value.ToString("R", CultureInfo.InvariantCulture) is var text && text.All(character => char.IsDigit(character) || character == '-') => text + ".0",
        _ => value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant(),
    };

    /// <summary>Values per axis: a number if they are equal.</summary>
    public static string Axes(IReadOnlyList<long> values) => values.All(value => value == values[0]) ? Of(values[0]) : Tuple(values);

    public static string Tuple(IReadOnlyList<long> values) => values.Count == 1 ? $"({Of(values[0])},)" : $"({string.Join(", ", values.Select(Of))})";

    /// <summary>A parameter's name.</summary>
    public static string Parameter(string name) => s_keywords.Contains(name) || s_used.Contains(name) ? name + "_" : name;

    /// <summary>True if a module cannot have a submodule of the name.</summary>
    public static bool IsReserved(string stage) => s_members.Contains(stage) || s_keywords.Contains(stage);

    /// <summary>The method of a stage, in lower case with underscores: <c>encode</c>. The attribute with the stage's name holds its layers.</summary>
    public static string Method(string stage)
    {
        var name = new StringBuilder();
        for (var i = 0; i < stage.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(stage[i]) && (!char.IsUpper(stage[i - 1]) || i + 1 < stage.Length && char.IsLower(stage[i + 1]));
            name.Append(startsWord && stage[i - 1] != '_' ? "_" : "").Append(char.ToLowerInvariant(stage[i]));
        }

        var method = name.ToString();
        return method == stage || IsReserved(method) ? $"run_{method}" : method;
    }
}
