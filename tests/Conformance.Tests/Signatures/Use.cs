namespace ModelDsl.Conformance.Tests.Signatures;

/// <summary>A member of the tensor engine that an assembly uses.</summary>
/// <param name="Signature">The member, as the engine at hand declares it.</param>
/// <param name="Accessor">Of a property, <c>get</c> or <c>set</c>.</param>
/// <param name="IsOverridden">Does the assembly override it, rather than use it?</param>
internal sealed record Use(Signature Signature, string? Accessor = null, bool IsOverridden = false);
