namespace System.Runtime.CompilerServices;

/// <summary>Marks what takes an interpolated string part by part; netstandard2.0 lacks it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;

/// <summary>Names what such a type's constructor gets; netstandard2.0 lacks it.</summary>
/// <param name="argument">A parameter's name; empty for the object that is called.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    /// <summary>The parameter's name.</summary>
    public string Argument { get; } = argument;
}
