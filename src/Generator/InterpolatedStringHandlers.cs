namespace System.Runtime.CompilerServices;

/// <summary>Marks an interpolated string handler; missing in netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;

/// <summary>Names the arguments of a handler's constructor; missing in netstandard2.0.</summary>
/// <param name="argument">A parameter's name; empty for the receiver.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    /// <summary>The parameter's name.</summary>
    public string Argument { get; } = argument;
}
