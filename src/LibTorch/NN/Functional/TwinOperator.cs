namespace TorchSharp;

/// <summary>An operator of one tensor, and its twin that writes to that tensor: <c>elu(self, alpha)</c> and <c>elu_(self, alpha)</c>.</summary>
internal sealed class TwinOperator(string name, string arguments, string overload = "")
{
    private readonly Operator _pure = new(Signature(name, overload, arguments));

    // The tensor that is written to is always called self.
    private readonly Operator _writing = new(Signature(name + "_", overload, arguments.Replace("input", "self", StringComparison.Ordinal)));

    /// <summary>Calls one of the two.</summary>
    /// <returns>A new tensor, or another object for the input where that was written to.</returns>
    public Tensor Tensor(bool inplace, Tensor self, params ReadOnlySpan<Argument> others)
    {
        Span<Argument> all = [self, default, default, default, default];
        others.CopyTo(all[1..]);
        all = all[..(others.Length + 1)];
        if (!inplace)
            return _pure.Tensor(all);
        _writing.Call(all);
        return self.alias();
    }

    private static string Signature(string name, string overload, string arguments) =>
        overload.Length == 0 ? $"{name}({arguments})" : $"{name}.{overload}({arguments})";
}
