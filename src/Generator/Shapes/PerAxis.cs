namespace ModelDsl.Generator.Shapes;

/// <summary>One integer per axis.</summary>
internal sealed record PerAxis(EquatableArray<long> Values)
{
    public bool IsUniform => Values.All(value => value == Values[0]);

    public long this[int axis] => Values[axis];

    public override string ToString() => IsUniform ? $"{Values[0]}" : string.Join("×", Values);
}
